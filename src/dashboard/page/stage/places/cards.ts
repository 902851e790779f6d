/** What is shown large, with its traffic, and what is on the shelf below: a card for each workload. */
import type { Ingress, Pod, Service, View, Workload } from '../../../view/view.ts';

export interface Card {
  /** `kind/name`. */
  key: string;
  kind: string;
  name: string;
  /** Undefined if it is deleted and its pods are still there. */
  workload?: Workload;
  /** Oldest version first. */
  groups: Group[];
  /** The way in. */
  service?: Service;
  ingress?: Ingress;
}

/** The pods of one version, side by side. */
export interface Group {
  /** Of the ReplicaSet. */
  name: string;
  version: string;
  image?: string;
  wanted: number;
  /** What a rollout goes to. */
  current: boolean;
  pods: Pod[];
}

/** Pods that no workload owns. */
export const ALONE = 'Pod/';

/** At most this many are shown large. */
const LARGE = 3;

/**
 * @param before keys of what was large: it stays so until the view says what serves
 */
export function cardsOf(view: View, before: readonly string[] = []): { large: Card[]; shelf: Card[] } {
  const pods = Map.groupBy(Object.values(view.pods), ({ workload }) => workload ?? ALONE);
  const keys = [...new Set([...Object.keys(view.workloads), ...pods.keys()])].sort();
  const cards = keys.map((key) => cardOf(key, view, pods.get(key) ?? []));
  const large = largeOf(cards, view, before).slice(0, LARGE);
  return { large, shelf: cards.filter((card) => !large.includes(card)) };
}

function largeOf(cards: readonly Card[], view: View, before: readonly string[]): Card[] {
  const scaled = new Set(Object.values(view.scalers).map(({ workload }) => workload));
  const serving = cards.filter(
    ({ key, ingress, groups }) =>
      scaled.has(key) ||
      ingress !== undefined ||
      groups.some(({ pods }) => pods.some(({ name }) => view.traffic[name] !== undefined)),
  );
  if (serving.length > 0) return serving;
  const kept = cards.filter(({ key }) => before.includes(key));
  if (kept.length > 0) return kept;
  const first = cards.find(({ service }) => service !== undefined) ?? cards.find(({ key }) => key !== ALONE);
  return (first ?? cards[0]) === undefined ? [] : [(first ?? cards[0])!];
}

function cardOf(key: string, view: View, pods: readonly Pod[]): Card {
  const slash = key.indexOf('/');
  const workload = view.workloads[key];
  const service = serviceOf(view, pods);
  const ingress = Object.values(view.ingresses).find(({ rules }) =>
    rules.some((rule) => rule.service === service?.name),
  );
  return {
    key,
    kind: key.slice(0, slash),
    name: key.slice(slash + 1),
    groups: groupsOf(workload, pods),
    ...(workload && { workload }),
    ...(service && { service }),
    ...(ingress && { ingress }),
  };
}

/** The one that an Ingress leads to, else the first by name. */
function serviceOf({ services, ingresses }: View, pods: readonly Pod[]): Service | undefined {
  const own = Object.values(services)
    .filter((service) => pods.some(({ name }) => service.pods.includes(name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const entered = new Set(
    Object.values(ingresses).flatMap(({ rules }) => rules.map(({ service }) => service)),
  );
  return own.find(({ name }) => entered.has(name)) ?? own[0];
}

function groupsOf(workload: Workload | undefined, pods: readonly Pod[]): Group[] {
  const sets = workload?.sets ?? [];
  const bySet = Map.groupBy(pods, ({ set }) => set ?? '');
  // Their ReplicaSet is gone already, or they never had one.
  const others = [...bySet].filter(([name]) => sets.every((set) => set.name !== name));
  return [
    ...others.map(([name, pods]) => ({
      name,
      version: pods[0]!.version,
      wanted: 0,
      current: sets.length === 0,
      pods: sorted(pods),
    })),
    ...sets.map(({ name, version, image, wanted, current }) => ({
      name,
      version,
      image,
      wanted,
      current,
      pods: sorted(bySet.get(name) ?? []),
    })),
  ];
}

function sorted(pods: readonly Pod[]): Pod[] {
  return [...pods].sort((a, b) => a.createdAt - b.createdAt || (a.name < b.name ? -1 : 1));
}
