/** Where each pod stands among those of its version. */
import type { Pod } from '../../../view/view.ts';

/** Names of pods by place; undefined is free. */
export type Seats = readonly (string | undefined)[];

/**
 * A pod keeps its place for as long as it lives, and a place that became free is taken by the next one. Those that
 * remain move together only when none is ending any more.
 * @param pods oldest first
 */
export function seat(before: Seats, pods: readonly Pod[]): Seats {
  const present = new Set(pods.map(({ name }) => name));
  const seats = before.map((name) => (name !== undefined && present.has(name) ? name : undefined));
  for (const { name } of pods) {
    if (seats.includes(name)) continue;
    const free = seats.indexOf(undefined);
    seats[free === -1 ? seats.length : free] = name;
  }
  if (pods.every(({ state }) => state !== 'terminating')) return seats.filter((name) => name !== undefined);
  return seats.slice(0, seats.findLastIndex((name) => name !== undefined) + 1);
}
