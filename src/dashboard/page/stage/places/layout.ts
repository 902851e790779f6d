/**
 * Where everything of the stage is, computed from what there is to show: nothing is measured, and what moves is moved by
 * a transform. Lengths are in units, the size of the page's text.
 */
import type { Card, Group } from './cards.ts';
import { APART, gridFor } from './density.ts';
import type { Density, Grid } from './density.ts';
import type { Seats } from './seats.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Placed {
  pod: string;
  group: string;
  box: Box;
}

export interface Band {
  card: Card;
  box: Box;
  narrow: boolean;
  title: Box;
  /** The way in: of the Ingress, and of the Service. */
  entry: Box;
  groups: { group: Group; box: Box; hidden: number }[];
  density: Density;
  tiles: Placed[];
  /** Places that an operator may fill. */
  free: Box[];
  pipes: Pipes;
}

/** Where the traffic may run. */
export interface Pipes {
  /** Where it leaves the entry. */
  from: { x: number; y: number };
  /** The line down to the lower rows. */
  riser: number;
  /** The pipes, one above each row of tiles: the height of its middle, and the room for it. */
  rows: { y: number; room: number }[];
}

/** What the layout must know of a band besides its pods. */
export interface Standing {
  /** By the name of the ReplicaSet. */
  seats: Readonly<Record<string, Seats>>;
  /** How many replicas an operator may make of a workload; 0: nobody does. */
  most: (card: Card) => number;
}

export interface Room {
  width: number;
  /** Undefined: as high as it must be, as on a phone. */
  height: number | undefined;
}

const ENTRY = 10.4;
const TITLE = 1.7;
const PIPE = 2;
const LABEL = 1.6;
/** On a phone the states that are counted take more than one line. */
const COUNTS = 4.2;
const SPACE = 0.9;
/** Less than this is a phone: the entry is above the pods. */
const NARROW = 34;
/** Above the pods: the Service, and the Ingress. */
const SERVICE_ABOVE = 3.9;
const INGRESS_ABOVE = 2.15;
/** Places are kept free for up to so many replicas. */
const KEPT = 7;

export function layoutOf(
  cards: readonly Card[],
  standing: Standing,
  room: Room,
): { bands: Band[]; height: number } {
  const spaces = (cards.length - 1) * SPACE;
  const height = room.height === undefined ? undefined : (room.height - spaces) / cards.length;
  const bands: Band[] = [];
  let y = 0;
  for (const card of cards) {
    const band = bandOf(card, standing, { width: room.width, height }, y);
    bands.push(band);
    y += band.box.height + SPACE;
  }
  return { bands, height: room.height ?? Math.max(0, y - SPACE) };
}

function bandOf(card: Card, { seats, most }: Standing, { width, height }: Room, top: number): Band {
  const narrow = width < NARROW;
  const left = narrow ? 1.5 : ENTRY + SPACE * 1.6;
  const entry = narrow ? entryAbove(card) : 0;
  const above = entry + TITLE + PIPE;
  const free = height === undefined ? undefined : height - above - LABEL;
  const { groups } = card;
  const across = width - left;
  const kept = groups.length === 1 && most(card) <= KEPT ? most(card) : 0;
  const counts = groups.map(({ name }) => Math.max(kept, seats[name]?.length ?? 0));
  const grid = gridFor(counts, across, free);
  const { density } = grid;
  const first = top + above;
  const rows = Array.from(
    { length: grid.rows },
    (_, row) => first + row * (density.height + density.between),
  );
  const bottom = rows.at(-1)! + density.height;
  const placed = groupsIn(groups, grid, seats, left, rows);
  const label = height === undefined && density.height < 2 ? COUNTS : LABEL;
  const whole = height ?? bottom + label - top;
  return {
    card,
    density,
    narrow,
    box: { x: 0, y: top, width, height: whole },
    title: { x: left, y: top + entry, width: across, height: TITLE },
    entry: { x: 0, y: top, width: narrow ? width : ENTRY, height: narrow ? entry - SPACE : whole },
    groups: placed.map(({ group, x, width: own, hidden }) => ({
      group,
      hidden,
      box: { x, y: bottom + 0.2, width: groups.length === 1 ? across : own, height: label },
    })),
    tiles: placed.flatMap(({ tiles }) => tiles),
    free: Array.from({ length: kept }, (_, seat) => placeOf(seat, grid, 0, left, rows)).filter(
      (box, seat) => box !== undefined && seats[groups[0]!.name]?.[seat] === undefined,
    ) as Box[],
    pipes: {
      from: narrow ? { x: 0.6, y: top + entry - SPACE } : { x: ENTRY, y: first - PIPE / 2 },
      riser: narrow ? 0.6 : left - SPACE * 0.8,
      rows: rows.map((row, index) => {
        const room = index === 0 ? PIPE : density.between;
        return { y: row - room / 2, room };
      }),
    },
  };
}

function entryAbove({ service, ingress }: Card): number {
  if (service === undefined) return 0;
  return SERVICE_ABOVE + (ingress ? INGRESS_ABOVE : 0);
}

function groupsIn(
  groups: readonly Group[],
  grid: Grid,
  seats: Standing['seats'],
  left: number,
  rows: readonly number[],
): { group: Group; x: number; width: number; hidden: number; tiles: Placed[] }[] {
  const { width, gap } = grid.density;
  let x = left;
  return groups.map((group, index) => {
    const start = x;
    const tiles = (seats[group.name] ?? []).flatMap((pod, seat) => {
      const box = placeOf(seat, grid, index, start, rows);
      return pod === undefined || box === undefined ? [] : [{ pod, group: group.name, box }];
    });
    const own = grid.columns[index]! * (width + gap) - gap;
    x += own + APART;
    return { group, x: start, width: own, hidden: group.pods.length - tiles.length, tiles };
  });
}

/** @returns undefined if there are more than there is room for */
function placeOf(
  seat: number,
  { density: { width, height, gap }, columns }: Grid,
  group: number,
  left: number,
  rows: readonly number[],
): Box | undefined {
  const across = columns[group]!;
  const y = rows[Math.floor(seat / across)];
  return y === undefined ? undefined : { x: left + (seat % across) * (width + gap), y, width, height };
}
