/** What the page knows: everything that the stream has told it. */
import { applyMergePatch } from '../../view/merge-patch.ts';
import type { StreamEvents } from '../../view/stream.ts';
import type { Point, View } from '../../view/view.ts';
import { remember } from '../stage/places/memory.ts';
import type { Memory } from '../stage/places/memory.ts';

export interface Known {
  view: View;
  /** Of the graph, the oldest first. */
  points: readonly Point[];
  /** Milliseconds that the server's clock is ahead of the browser's. */
  ahead: number;
  /** By the browser's clock. */
  heardAt: number;
  memory: Memory;
}

export type Told = {
  [name in keyof StreamEvents]: { name: name; data: StreamEvents[name] };
}[keyof StreamEvents];

/** Longer than any talk's scene; what is older is forgotten. */
const KEPT = 3_600_000;

/** @param at the browser's clock */
export function learn(known: Known | undefined, told: Told, at: number): Known | undefined {
  if (told.name === 'view') {
    const { view, points, now } = told.data;
    return { view, points, ahead: now - at, heardAt: at, memory: remember(known?.memory, view, at) };
  }
  if (known === undefined) return undefined;
  const heard = { ...known, ahead: told.data.now - at, heardAt: at };
  if (told.name === 'patch') {
    const view = applyMergePatch(known.view, told.data.patch);
    return { ...heard, view, memory: remember(known.memory, view, at) };
  }
  if (told.name === 'points') return { ...heard, points: extended(known.points, told.data.points) };
  const fading = Object.keys(known.memory.gone).length > 0;
  return fading ? { ...heard, memory: remember(known.memory, known.view, at) } : heard;
}

/** A point that is told again replaces the one of its time. */
function extended(points: readonly Point[], news: readonly Point[]): Point[] {
  const first = news[0]?.at ?? Infinity;
  const last = news.at(-1)?.at ?? 0;
  return [...points.filter(({ at }) => at < first && at > last - KEPT), ...news];
}
