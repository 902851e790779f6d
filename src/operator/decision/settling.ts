import { MANY } from './breach.ts';
import { allowedSlow } from './evidence.ts';
import type { Memory } from './memory.ts';
import { meanOf, rateOf } from './observation.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';

/** The objective is missed within the window, but kept of late, or the last step is about to help. */
export function recovering(policy: Policy, seen: Observation, memory: Memory, now: number): boolean {
  const { total, slow } = memory.load.latest;
  return (total >= MANY && slow <= allowedSlow(policy) * total) || settling(policy, seen, memory, now);
}

/** Mean latency of late by that of the window, when it is falling. */
const FALLING = 0.9;

/** What had queued up is still worked off, or latency is falling, as it was clearly lower of late than over the window. */
export function settling(policy: Policy, seen: Observation, memory: Memory, now: number): boolean {
  const mean = meanOf(seen);
  const { total, slow, latency } = memory.load.latest;
  if (mean !== undefined && total >= 1 && latency / total < FALLING * mean) return true;
  // The new ones are fast, if they are enough.
  return slow < OVERRUN * total && workingOff(policy, seen, memory, now);
}

/** A share of slow requests with which even the new replicas have too much to do. */
const OVERRUN = 0.9;
/** Seconds that a queue may take to be worked off. */
const LONGEST_QUEUE = 300;
/** Mean latencies after which nearly all have ended that were under way. */
const UNDER_WAY = 2;
/** How much more has queued up than when the objective was missed. */
const GROWN = 3;
/** A queue that shrinks is a tenth shorter after a tenth of the time that it takes; twice and a half of that are waited for. */
const PROGRESS = 0.25;

/**
 * The replicas of a breach work off what had queued up, now that there are more of them: what was in flight (Little's
 * law: the sum of latencies by the time) by what they serve beyond what is asked of them now. And it does shrink.
 */
function workingOff(
  { window }: Policy,
  seen: Observation,
  { breach, settledAt, lowest }: Memory,
  now: number,
): boolean {
  const rate = rateOf(seen);
  if (rate === undefined || breach === undefined || settledAt === undefined) return false;
  const { ready, total, latency, seconds } = breach;
  if (seen.ready <= ready || seconds <= 0 || total === 0) return false;
  // Whoever came before the step is still among those that end now.
  const underWay = settledAt + (UNDER_WAY * latency) / total;
  if (now < Math.min(underWay, settledAt + LONGEST_QUEUE)) return true;
  const surplus = total / seconds / ready - rate / seen.ready;
  // Users who wait for an answer ask for no more than is served: what seems to be spared is chance, and no queue ends.
  const chance = Math.sqrt(total) / seconds / ready;
  if (!(surplus > chance)) return false;
  // It grew on until the others were there.
  const queued = Math.min(LONGEST_QUEUE, (GROWN * latency) / seconds / ready / surplus);
  const shrunkAt = Math.max(underWay, lowest?.at ?? settledAt);
  return now - settledAt < queued && now - shrunkAt < Math.max(window / 2, PROGRESS * queued);
}

/** The lowest latency of late since others serve, and when it became that: it counts if it is clearly lower. */
export function lowestOf({ lowest, load }: Memory, now: number): Memory['lowest'] {
  const { total, latency } = load.latest;
  if (total < 1) return lowest;
  const mean = latency / total;
  return lowest === undefined || mean < FALLING * lowest.mean ? { mean, at: now } : lowest;
}
