/**
 * What the page remembers from one view to the next: which workload is large, who stands where, which version has which
 * colour, and which pods have just gone. Pure: the same views come to the same page.
 */
import type { Pod, View } from '../../../view/view.ts';
import { cardsOf } from './cards.ts';
import type { Card } from './cards.ts';
import { coloured } from './colours.ts';
import type { Colours } from './colours.ts';
import { seat } from './seats.ts';
import type { Seats } from './seats.ts';

export interface Memory {
  large: readonly Card[];
  shelf: readonly Card[];
  /** By the name of the ReplicaSet. */
  seats: Readonly<Record<string, Seats>>;
  /** By the key of the workload. */
  colours: Readonly<Record<string, Colours>>;
  pods: Readonly<Record<string, Pod>>;
  /** By name: pods that are gone, and since when; they fade away. */
  gone: Readonly<Record<string, { pod: Pod; at: number }>>;
}

const NOTHING: Memory = { large: [], shelf: [], seats: {}, colours: {}, pods: {}, gone: {} };

/** Milliseconds that a pod takes to fade away. */
const FADING = 700;

/** @param at the browser's clock */
export function remember(before: Memory = NOTHING, view: View, at: number): Memory {
  const gone = goneSince(before, view, at);
  const pods = { ...view.pods, ...Object.fromEntries(Object.values(gone).map(({ pod }) => [pod.name, pod])) };
  const keys = before.large.map(({ key }) => key);
  const { large, shelf } = cardsOf({ ...view, pods }, keys);
  const groups = large.flatMap((card) => card.groups);
  const seats = groups.map(({ name, pods }) => [name, seat(before.seats[name] ?? [], pods)] as const);
  const colours = large.map(({ key, groups }) => {
    const versions = groups.map(({ version }) => version);
    return [key, coloured(before.colours[key] ?? new Map(), versions)] as const;
  });
  return {
    large,
    shelf: inOrder(before.shelf, shelf),
    gone,
    pods: view.pods,
    seats: Object.fromEntries(seats),
    colours: { ...before.colours, ...Object.fromEntries(colours) },
  };
}

/** What is new comes last: it moves nothing. */
function inOrder(before: readonly Card[], cards: readonly Card[]): Card[] {
  const place = ({ key }: Card) => {
    const at = before.findIndex((card) => card.key === key);
    return at === -1 ? before.length : at;
  };
  return [...cards].sort((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1));
}

function goneSince(before: Memory, view: View, at: number): Memory['gone'] {
  const fading = Object.entries(before.gone).filter(
    ([name, { at: since }]) => at - since < FADING && view.pods[name] === undefined,
  );
  const news = Object.values(before.pods)
    .filter(({ name }) => view.pods[name] === undefined)
    .map((pod) => [pod.name, { pod, at }] as const);
  return { ...Object.fromEntries(fading), ...Object.fromEntries(news) };
}
