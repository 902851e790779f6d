/** What the stage remembers from one view to the next: who stands where, in which colour, and what has just gone. */
import { useRef, useState } from 'preact/hooks';
import type { Pod, View } from '../../view/view.ts';
import { cardsOf } from './cards.ts';
import type { Card } from './cards.ts';
import { coloured } from './colours.ts';
import type { Colours } from './colours.ts';
import { layoutOf } from './layout.ts';
import type { Band, Placed, Room } from './layout.ts';
import { seat } from './seats.ts';
import type { Seats } from './seats.ts';

export interface Tiled extends Placed {
  band: Band;
  data: Pod;
  gone: boolean;
}

interface Memory {
  large: readonly string[];
  seats: ReadonlyMap<string, Seats>;
  colours: ReadonlyMap<string, Colours>;
  tiles: readonly Tiled[];
}

interface Places {
  bands: Band[];
  shelf: Card[];
  height: number;
  tiles: readonly Tiled[];
  colourOf: (card: string, version: string) => number;
  /** What was gone has faded away. */
  forget: (pod: string) => void;
}

export function usePlaces(view: View, room: Room): Places {
  const memory = useRef<Memory>({ large: [], seats: new Map(), colours: new Map(), tiles: [] });
  const [, redraw] = useState(0);
  const before = memory.current;
  const { large, shelf } = cardsOf(view, before.large);
  const groups = large.flatMap((card) => card.groups.map((group) => ({ card, ...group })));
  const seats = new Map(groups.map(({ name, pods }) => [name, seat(before.seats.get(name) ?? [], pods)]));
  const colours = new Map(before.colours);
  for (const { key, groups } of large) {
    const versions = groups.map(({ version }) => version);
    colours.set(key, coloured(colours.get(key) ?? new Map(), versions));
  }
  const { bands, height } = layoutOf(large, (group) => seats.get(group) ?? [], room);
  const shown = bands.flatMap((band) =>
    band.tiles.map((tile) => ({ ...tile, band, data: view.pods[tile.pod]!, gone: false })),
  );
  const names = new Set(shown.map(({ pod }) => pod));
  const going = before.tiles
    .filter(({ pod, band }) => !names.has(pod) && bands.some(({ card }) => card.key === band.card.key))
    .map((tile) => ({ ...tile, gone: true }));
  // By name: a tile that is drawn elsewhere in the list would begin its animation again.
  const tiles = [...shown, ...going].sort((a, b) => (a.pod < b.pod ? -1 : 1));
  memory.current = { large: large.map(({ key }) => key), seats, colours, tiles };
  return {
    bands,
    shelf,
    height,
    tiles,
    colourOf: (card, version) => colours.get(card)?.get(version) ?? 0,
    forget: (pod) => {
      memory.current = { ...memory.current, tiles: memory.current.tiles.filter((tile) => tile.pod !== pod) };
      redraw((count) => count + 1);
    },
  };
}
