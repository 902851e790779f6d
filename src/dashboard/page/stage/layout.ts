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
  title: Box;
  /** The way in: of the Ingress, and of the Service. */
  entry: Box;
  groups: { group: Group; box: Box; hidden: number }[];
  density: Density;
  tiles: Placed[];
  pipes: Pipes;
}

/** Where the traffic may run. */
export interface Pipes {
  /** Where it leaves the entry. */
  from: { x: number; y: number };
  /** The line down to the lower rows. */
  riser: number;
  /** Heights of the pipes, one above each row of tiles. */
  rows: number[];
  /** Room for a pipe, above a row. */
  room: number;
}

export interface Room {
  width: number;
  /** Undefined: as high as it must be, as on a phone. */
  height: number | undefined;
}

const ENTRY = 10.6;
const TITLE = 1.7;
const PIPE = 2;
const LABEL = 1.6;
const SPACE = 0.9;
/** Less than this is a phone: the entry is above the pods. */
const NARROW = 34;
const ENTRY_ABOVE = 3.4;

export function layoutOf(
  cards: readonly Card[],
  seats: (group: string) => Seats,
  room: Room,
): { bands: Band[]; height: number } {
  const bands: Band[] = [];
  const share =
    room.height === undefined ? undefined : (room.height - (cards.length - 1) * SPACE) / cards.length;
  let y = 0;
  for (const card of cards) {
    const band = bandOf(card, seats, { width: room.width, height: share }, y);
    bands.push(band);
    y += band.box.height + SPACE;
  }
  return { bands, height: room.height ?? Math.max(0, y - SPACE) };
}

function bandOf(card: Card, seats: (group: string) => Seats, { width, height }: Room, top: number): Band {
  const narrow = width < NARROW;
  const left = narrow ? 0.8 : ENTRY + SPACE * 1.6;
  const above = (narrow ? ENTRY_ABOVE : 0) + TITLE + PIPE;
  const free = height === undefined ? undefined : height - above - LABEL;
  const groups = card.groups;
  const counts = groups.map(({ name }) => seats(name).length);
  const grid = gridFor(counts, width - left, free);
  const { density } = grid;
  const first = top + above;
  const rows = Array.from(
    { length: grid.rows },
    (_, row) => first + row * (density.height + density.between),
  );
  const bottom = rows.at(-1)! + density.height;
  const placed = groupsIn(groups, grid, seats, left, rows);
  const entryHeight = narrow ? ENTRY_ABOVE - 0.6 : (height ?? bottom + LABEL - top);
  return {
    card,
    box: { x: 0, y: top, width, height: height ?? bottom + LABEL - top },
    title: { x: left, y: top + (narrow ? ENTRY_ABOVE : 0), width: width - left, height: TITLE },
    entry: { x: 0, y: top, width: narrow ? width : ENTRY, height: entryHeight },
    groups: placed.map(({ group, x, width, hidden }) => ({
      group,
      hidden,
      box: { x, y: bottom + 0.2, width, height: LABEL },
    })),
    density,
    tiles: placed.flatMap(({ tiles }) => tiles),
    pipes: {
      from: narrow ? { x: 0.4, y: top + entryHeight } : { x: ENTRY, y: first - PIPE / 2 },
      riser: left - (narrow ? 0.4 : SPACE),
      rows: rows.map((row, index) => row - (index === 0 ? PIPE : density.between) / 2),
      room: grid.rows === 1 ? PIPE : density.between,
    },
  };
}

function groupsIn(
  groups: readonly Group[],
  { density, columns }: Grid,
  seats: (group: string) => Seats,
  left: number,
  rows: readonly number[],
): { group: Group; x: number; width: number; hidden: number; tiles: Placed[] }[] {
  const { width, height, gap } = density;
  let x = left;
  return groups.map((group, index) => {
    const across = columns[index]!;
    const start = x;
    const tiles = seats(group.name).flatMap((pod, seat) => {
      const row = rows[Math.floor(seat / across)];
      if (pod === undefined || row === undefined) return [];
      const box = { x: start + (seat % across) * (width + gap), y: row, width, height };
      return [{ pod, group: group.name, box }];
    });
    const own = across * (width + gap) - gap;
    x += own + APART;
    return { group, x: start, width: own, hidden: group.pods.length - tiles.length, tiles };
  });
}
