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

/** What is too much may be so much more than what is carried: else too little is known of what lies between. */
const CLOSE = 1.5;

/** The limit was found out by this version of the app, and is known closely. */
const certain = ({ carried = 0, tooMuch = Infinity, guessed }: Capacity): boolean =>
  guessed !== true && tooMuch <= CLOSE * carried;

/**
 * The load rises, and before other replicas could help more will be asked than these carry, as was learned from a
 * missed objective that more replicas have ended. As many as will do until the next step can, but only one more than
 * what is asked now.
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
  // A scrape may be a quarter of a window late, and tells of the quarter before it.
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
