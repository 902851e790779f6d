import { risingTo } from './load/course.ts';
import { rising } from './load/load.ts';
import type { Capacity, Memory } from './memory.ts';
import { TARGET } from './more.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';

/** More replicas before the objective is missed. */
export interface Ahead {
  replicas: number;
  reason: 'LoadRises';
}

/** The limit is known closely where the rate that was too much is at most so many times the one that was carried. */
const CLOSE = 1.5;

/** The limit was learned from this version of the app, and is known closely. */
const certain = ({ carried = 0, tooMuch = Infinity, guessed }: Capacity): boolean =>
  guessed !== true && tooMuch <= CLOSE * carried;

/**
 * The load rises, and will exceed the capacity of these replicas before new ones could be ready, as was learned from a
 * breach that more replicas ended. As many as are enough until the next step is possible, but at most one more than
 * the current load needs.
 */
export function ahead(
  policy: Policy,
  seen: Observation,
  { capacity, exceeded, load, quietSince }: Memory,
  now: number,
): Ahead | undefined {
  const { replicas, startup, signal } = seen;
  const { limit } = capacity;
  if (replicas >= policy.max || signal.state !== 'counted' || startup === undefined) return undefined;
  if (limit === undefined || exceeded === undefined || !certain(capacity)) return undefined;
  if (now - (quietSince ?? now) < policy.window || !rising(load)) return undefined;
  // A scrape may be a quarter of a window old, and covers the quarter before it.
  const soon = startup + policy.window / 2;
  const rate = risingTo(policy, load.course, soon);
  const each = TARGET * limit;
  if (rate === undefined || rate <= each * replicas) return undefined;
  const later = risingTo(policy, load.course, soon + policy.cooldown)!;
  const asked = Math.max(risingTo(policy, load.course, 0)!, 0);
  const wanted = Math.max(replicas + 1, Math.min(Math.ceil(later / each), Math.ceil(asked / each) + 1));
  const most = policy.maxStep ?? Math.max(replicas, 4);
  return { replicas: Math.min(policy.max, wanted, replicas + most), reason: 'LoadRises' };
}
