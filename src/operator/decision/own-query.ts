import type { Share } from './observation.ts';
import type { Policy } from './policy.ts';

/** Values of a query of the user's own, one per window, the latest last. */
export interface Shares {
  values: readonly number[];
  at: number;
}

const KEPT = 5;
/** Requests per window: the first assumption, and the maximum. */
const LEAST = 1.5;
const MOST = 20;

/**
 * Estimates the requests per window from the variance of the share: the share of a few requests jumps from window to
 * window, that of many hardly moves.
 */
export function requestsPerWindow(values: readonly number[]): number {
  if (values.length < KEPT) return LEAST;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const binomial = mean * (1 - mean);
  return binomial === 0 ? LEAST : Math.min(MOST, Math.max(LEAST, binomial / Math.max(variance, 1e-9)));
}

/** The requests that a value stands for. @param elapsed seconds since the previous value */
export function estimated(
  policy: Policy,
  { share, idle }: Share,
  shares: Shares | undefined,
  elapsed: number,
) {
  if (idle) return { total: 0, fast: 0, slow: 0, latency: 0, seconds: elapsed };
  const total = (requestsPerWindow(shares?.values ?? []) * Math.min(elapsed, policy.window)) / policy.window;
  return { total, fast: total * share, slow: total * (1 - share), latency: 0, seconds: elapsed };
}

/** Keeps one value per window. */
export function noted(
  policy: Policy,
  shares: Shares | undefined,
  { share, idle }: Share,
  now: number,
): Shares | undefined {
  if (idle || (shares !== undefined && now - shares.at < policy.window)) return shares;
  return { values: [...(shares?.values ?? []), share].slice(-KEPT), at: now };
}
