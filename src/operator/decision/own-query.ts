import type { Share } from './observation.ts';
import type { Policy } from './policy.ts';

/** Values of a query of the user's own, one a window, the latest last. */
export interface Shares {
  values: readonly number[];
  at: number;
}

const KEPT = 5;
/** Requests a window, while nothing else is known, and at most. */
const LEAST = 1.5;
const MOST = 20;

/**
 * A share alone does not say of how many requests it is, yet it tells: that of a few jumps from window to window, that
 * of many hardly moves. So many requests a window as would scatter like that.
 */
export function requestsPerWindow(values: readonly number[]): number {
  if (values.length < KEPT) return LEAST;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const binomial = mean * (1 - mean);
  return binomial === 0 ? LEAST : Math.min(MOST, Math.max(LEAST, binomial / Math.max(variance, 1e-9)));
}

/** The requests that such a value stands for. @param elapsed seconds since the value before */
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

/** Keeps one value a window. */
export function noted(
  policy: Policy,
  shares: Shares | undefined,
  { share, idle }: Share,
  now: number,
): Shares | undefined {
  if (idle || (shares !== undefined && now - shares.at < policy.window)) return shares;
  return { values: [...(shares?.values ?? []), share].slice(-KEPT), at: now };
}
