import { perSecond } from './load/course.ts';
import { certainty, strength } from './evidence.ts';
import { isCareful } from './level.ts';
import { busiest, leastRate, recentRate } from './load/load.ts';
import type { Load } from './load/load.ts';
import type { Breach, Memory } from './memory.ts';
import { rateOf, shareOf } from './observation.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import type { Sample } from './load/sample.ts';

/** So much of what a replica can carry makes a missed objective plausible. */
const PLAUSIBLE = 0.85;
/** Then so much of the evidence will do. */
const LESS = 0.2;

/** With so much less to do, after a give-back that was taken back, chance is likelier: it takes so much more evidence. */
const UNLIKELY = 0.75;
export const MORE = 2;

/** With fewer requests in a window than this, what was learned of the load is chance as well. */
export const MANY = 10;
/** More than one slow request is evidence of, whatever the objective. */
const LEAST = 4;

/** What the evidence must reach where nothing was learned yet. */
export const certaintyOf = ({ window }: Policy, seen: Observation): number =>
  certainty(rateOf(seen) ?? 1 / window);

/** What the evidence must reach: less where replicas are asked for more than they can carry, as far as is known. */
export function bound(policy: Policy, seen: Observation, { capacity, level, load }: Memory): number {
  const rate = recentRate(load);
  const { limit } = capacity;
  const plausible = limit !== undefined && rate / seen.ready >= PLAUSIBLE * limit;
  const unlikely = limit !== undefined && isCareful(level) && rate / seen.ready < UNLIKELY * limit;
  const certain = certaintyOf(policy, seen) * (unlikely ? MORE : 1);
  const many = (rateOf(seen) ?? 0) * policy.window >= MANY;
  return plausible && many ? Math.max(certain * LESS, LEAST) : certain;
}

/** Is the objective missed by the replicas that serve now, beyond chance? */
export function breached(policy: Policy, seen: Observation, memory: Memory): boolean {
  const share = shareOf(seen);
  if (share === undefined || !(share < policy.objective)) return false;
  return strength(memory.evidence) >= bound(policy, seen, memory);
}

/** With so much less to do, a replica that still misses the objective does so for another cause. */
export const LESS_LOAD = 0.93;

/** The breach as it stands after an observation in which the objective was missed. */
export function missedAgain(
  before: Breach | undefined,
  seen: Observation,
  sample: Sample,
  load: Load,
): Breach {
  const { ready } = seen;
  const same = before?.ready === ready ? before : undefined;
  const expected = same?.expected ?? leastRate(seen, load) / Math.max(1, ready);
  const more = before !== undefined && ready > before.ready;
  const usual = same?.usual ?? before?.usual ?? perSecond(load.usual);
  return {
    ready,
    least: Math.min(ready, before?.least ?? ready),
    usual,
    total: (same?.total ?? 0) + sample.total,
    slow: (same?.slow ?? 0) + sample.slow,
    latency: (same?.latency ?? 0) + sample.latency,
    seconds: (same?.seconds ?? 0) + sample.seconds,
    expected: more ? Math.max(expected, before.expected) : expected,
    otherCause: same?.otherCause ?? (more && (before.otherCause || expected < LESS_LOAD * before.expected)),
  };
}

/** So many slow ones are not the burst of a load that was carried before. */
const NEARLY_ALL = 0.8;
/** Fewer are a burst. */
const SOME = 20;
/** So many times as many requests as usual are another load. */
export const JUMP = 2;

/**
 * What a breach teaches that is over: with more replicas than before, it was the load that was too much; unless nearly
 * all was slow under a load that was carried well before. But what was given back and is needed again is needed.
 */
export function taught(
  breach: Breach,
  { ready }: Observation,
  { capacity: { carried = 0 }, gaveBack, load }: Memory,
): { rate?: number; needed?: number } {
  const { expected, slow, total, otherCause, usual } = breach;
  if (ready <= breach.least || !(expected > 0)) return {};
  const again = gaveBack !== undefined && breach.ready >= gaveBack.to && breach.ready < gaveBack.from;
  const hiccup = total >= SOME && slow >= NEARLY_ALL * total && carried >= expected;
  if (hiccup && !again) return {};
  if (otherCause || ready <= breach.ready) return hiccup ? {} : { needed: ready };
  // What came with a jump was more than had been counted when it began.
  const rate = busiest(load) > JUMP * usual ? Math.max(expected, carried) : expected;
  return { rate, ...(hiccup ? {} : { needed: ready }) };
}
