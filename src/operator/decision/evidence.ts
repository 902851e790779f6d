import type { Memory } from './memory.ts';
import type { Observation } from './observation.ts';
import type { Policy } from './policy.ts';

export const missed = (policy: Policy, { signal }: Observation): boolean =>
  signal.state !== 'unknown' && signal.share < policy.objective;

export const calm = (policy: Policy, { signal }: Observation): boolean =>
  signal.state !== 'unknown' && signal.share >= policy.scaleDownAbove;

/** All that the window holds was served by the replicas that serve now. */
export const settled = (policy: Policy, memory: Memory, now: number): boolean =>
  now - (memory.unsettledAt ?? -Infinity) >= policy.window;

/** Seconds. A new pod is scraped a moment after it is ready: that is no news. */
const MOMENT = 3;

/** The latency has been unknown for longer than a moment. */
export const inTheDark = ({ signal }: Observation, memory: Memory, now: number): boolean =>
  signal.state === 'unknown' && now - (memory.knownAt ?? -Infinity) >= MOMENT;

/** Standard errors by which a share must miss the objective to be no accident. */
const SURE = 2.5;

/**
 * Is the objective missed, beyond chance? One slow request of three is no breach yet: with few requests the
 * share must lie clearly below the objective. The longer it lasts, the more requests bear witness and the less
 * doubt is left.
 */
export function breached(policy: Policy, seen: Observation, memory: Memory, now: number): boolean {
  const { signal } = seen;
  if (signal.state === 'unknown' || !missed(policy, seen)) return false;
  if (signal.rate === undefined) return true;
  const lasted = Math.max(policy.window, now - (memory.missedSince ?? now));
  const deviation = Math.sqrt((policy.objective * (1 - policy.objective)) / (signal.rate * lasted));
  return signal.share < policy.objective - SURE * deviation;
}
