import type { Quantiles, Requests } from '../decision/observation.ts';
import type { Counters } from './samples.ts';

/** Requests by latency: cumulative counts by ascending bounds, the last of which is Infinity. */
export interface Histogram {
  bounds: number[];
  counts: number[];
}

/** The increase of a process's counters from one scrape to a later one. */
export interface Increment extends Histogram {
  from: number;
  to: number;
  latency: number;
}

/** The counters of a process that did not exist at this time. */
export const nothingAt = (time: number): Counters => ({ time, bounds: [Infinity], counts: [0], latency: 0 });

const isNothing = ({ counts }: Counters): boolean => counts.at(-1) === 0;

/** Undefined if a counter decreased: the process was restarted, and its last counts are unknown. */
export function difference(before: Counters, after: Counters): Increment | undefined {
  const { time: from } = before;
  const { time: to, bounds, counts } = after;
  if (isNothing(before)) return { from, to, bounds, counts, latency: after.latency };
  const latency = after.latency - before.latency;
  const common: Histogram = { bounds: [], counts: [] };
  for (const [i, bound] of bounds.entries()) {
    const was = before.bounds[i] === bound ? i : before.bounds.indexOf(bound);
    if (was < 0) continue;
    const count = counts[i]! - before.counts[was]!;
    if (count < 0) return undefined;
    common.bounds.push(bound);
    common.counts.push(count);
  }
  return latency < 0 ? undefined : { from, to, ...common, latency };
}

/** How many of the requests were fast, as far as the bounds show. */
export function judged(
  { bounds, counts, latency }: Omit<Increment, 'from' | 'to'>,
  threshold: number,
): Requests {
  const total = counts.at(-1)!;
  const above = bounds.findIndex((bound) => bound >= threshold);
  const possible = Math.min(total, counts[above]!);
  const certain = bounds[above] === threshold ? possible : Math.min(possible, counts[above - 1] ?? 0);
  return { total, fast: certain, doubtful: possible - certain, latency };
}

export const NO_REQUESTS: Requests = { total: 0, fast: 0, doubtful: 0, latency: 0 };

export const added = (a: Requests, b: Requests): Requests => ({
  total: a.total + b.total,
  fast: a.fast + b.fast,
  doubtful: a.doubtful + b.doubtful,
  latency: a.latency + b.latency,
});

/** The sum of both. A bound that only one has is interpolated linearly in the other. */
export function merged(a: Histogram, b: Histogram): Histogram {
  if (a.bounds.length === b.bounds.length && a.bounds.every((bound, i) => bound === b.bounds[i]))
    return { bounds: a.bounds, counts: a.counts.map((count, i) => count + b.counts[i]!) };
  const bounds = [...new Set([...a.bounds, ...b.bounds])].sort((x, y) => x - y);
  return { bounds, counts: bounds.map((bound) => countAt(a, bound) + countAt(b, bound)) };
}

function countAt({ bounds, counts }: Histogram, at: number): number {
  const i = bounds.findIndex((bound) => bound >= at);
  const [lower, below] = [bounds[i - 1] ?? 0, counts[i - 1] ?? 0];
  if (bounds[i] === at) return counts[i]!;
  return bounds[i] === Infinity
    ? below
    : below + ((counts[i]! - below) * (at - lower)) / (bounds[i]! - lower);
}

export const quantilesOf = (histogram: Histogram): Quantiles => ({
  p50: quantile(histogram, 0.5),
  p90: quantile(histogram, 0.9),
  p99: quantile(histogram, 0.99),
});

/** As Prometheus' histogram_quantile: linear within a bucket; the last finite bound for what lies beyond it. */
export function quantile({ bounds, counts }: Histogram, q: number): number {
  const rank = q * counts.at(-1)!;
  const i = counts.findIndex((count) => count >= rank);
  const [lower, below] = [bounds[i - 1] ?? 0, counts[i - 1] ?? 0];
  if (bounds[i] === Infinity) return lower;
  return counts[i] === below
    ? bounds[i]!
    : lower + ((bounds[i]! - lower) * (rank - below)) / (counts[i]! - below);
}
