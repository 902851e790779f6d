import type { Policy } from '../policy.ts';
import type { Sample } from './sample.ts';

/** Variance of the number of slow requests in a window: measured, and of a binomial distribution. */
export interface Spread {
  actual: number;
  binomial: number;
  /** The window so far. */
  total: number;
  slow: number;
  seconds: number;
}

export const NO_SPREAD: Spread = { actual: 0, binomial: 0, total: 0, slow: 0, seconds: 0 };
/** Maximum length of a burst; anything longer is a change of the load. */
const BURSTS = 3;
/** Seconds over which slow requests are counted together. */
const BATCH = 30;
/** Windows over which the variance is averaged. */
const WINDOWS = 30;

/** A queue makes slow requests come in bursts. @returns how many of them count as one */
export const burstiness = (spread: Spread): number =>
  Math.min(BURSTS, Math.max(1, (spread.actual + 1) / (spread.binomial + 1)));

/** The variance after this sample, taken while the objective is met. */
export function scattered(
  policy: Policy,
  spread: Spread,
  calm: { total: number; fast: number },
  sample: Sample,
): Spread {
  const total = spread.total + sample.total;
  const slow = spread.slow + sample.slow;
  const seconds = spread.seconds + sample.seconds;
  if (seconds < Math.max(policy.window, BATCH)) return { ...spread, total, slow, seconds };
  const share = calm.total > 0 ? 1 - calm.fast / calm.total : 0;
  const faded = 1 - 1 / WINDOWS;
  return {
    ...NO_SPREAD,
    actual: spread.actual * faded + (slow - total * share) ** 2,
    binomial: spread.binomial * faded + total * share * (1 - share),
  };
}
