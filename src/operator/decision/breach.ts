import { falling, perSecond } from './load/course.ts';
import { certainty, strength } from './evidence.ts';
import { isCareful } from './level.ts';
import { busiest, leastRate, recentRate } from './load/load.ts';
import type { Load } from './load/load.ts';
import type { Breach, Memory } from './memory.ts';
import { rateOf, shareOf } from './observation.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';
import type { Sample } from './load/sample.ts';

/** The utilisation of a replica's capacity at which a missed objective is plausible. */
const PLAUSIBLE = 0.85;
/** Then this part of the evidence is enough. */
const LESS = 0.2;

/** Below this utilisation, after a step down that had to be undone, chance is likelier: it takes so many times the evidence. */
const UNLIKELY = 0.75;
export const MORE = 2;

/** With fewer requests in a window, the measured rate is chance as well. */
export const MANY = 10;
/** More evidence than one slow request gives, whatever the objective. */
const LEAST = 4;

/** What the evidence must reach where the capacity is not known yet. */
export const certaintyOf = ({ window }: Policy, seen: Observation): number =>
  certainty(rateOf(seen) ?? 1 / window);

/** What the evidence must reach: less where the replicas are close to their learned capacity, unless the load falls. */
export function bound(policy: Policy, seen: Observation, { capacity, level, load }: Memory): number {
  const rate = recentRate(load);
  const { limit } = capacity;
  const plausible = limit !== undefined && rate / seen.ready >= PLAUSIBLE * limit && !falling(load.course);
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

/** Replicas that still miss the objective at this part of the earlier rate do so for another cause than the load. */
export const LESS_LOAD = 0.93;

/** The breach after one more observation in which the objective was missed. */
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

/** This share of slow requests, under a load that was carried before, is a stall. */
const NEARLY_ALL = 0.8;
/** Fewer requests may be a burst by chance. */
const SOME = 20;
/** From so many times the usual rate on, it is another load. */
export const JUMP = 2;

/**
 * What is learned from a breach that is over. If more replicas ended it, its rate was too much; unless it was a stall:
 * nearly all requests were slow under a load that was carried before. But replicas that were removed and are needed
 * again were needed.
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
  // After a jump of the load, the rate measured at its beginning is too low.
  const rate = busiest(load) > JUMP * usual ? Math.max(expected, carried) : expected;
  return { rate, ...(hiccup ? {} : { needed: ready }) };
}
