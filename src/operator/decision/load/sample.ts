import type { Observation, Requests } from '../observation.ts';
import { estimated } from '../own-query.ts';
import type { Shares } from '../own-query.ts';
import type { Policy } from '../policy.ts';

/** The requests of one observation. */
export interface Sample {
  total: number;
  fast: number;
  slow: number;
  latency: number;
  seconds: number;
}

/** The new requests of this observation. All requests of unmeasured pods are assumed to be fast. */
export function sampleOf(
  policy: Policy,
  { signal }: Observation,
  shares: Shares | undefined,
  elapsed: number,
): Sample {
  if (signal.state === 'unknown') return { total: 0, fast: 0, slow: 0, latency: 0, seconds: 0 };
  if (signal.state === 'share') return estimated(policy, signal, shares, elapsed);
  const { pods, known, fresh, freshSeconds } = signal;
  const unseen = known > 0 ? fresh.total * Math.max(0, pods / known - 1) : 0;
  const slow = slowOf(fresh);
  return {
    total: fresh.total + unseen,
    fast: fresh.total - slow + unseen,
    slow,
    // With the mean latency of the measured ones.
    latency: fresh.total > 0 ? fresh.latency * (1 + unseen / fresh.total) : fresh.latency,
    seconds: freshSeconds,
  };
}

const slowOf = ({ total, fast, doubtful }: Requests): number => Math.max(0, total - fast - doubtful);

/** Whether all numbers are possible: an impossible one would stay in the averages for ever. */
export const isSound = ({ signal }: Observation, { total, fast, slow, latency, seconds }: Sample): boolean =>
  [total, fast, slow, latency, seconds].every((value) => Number.isFinite(value) && value >= 0) &&
  (signal.state !== 'share' || (signal.share >= 0 && signal.share <= 1));
