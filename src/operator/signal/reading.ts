import type { Quantiles, Signal } from '../decision/observation.ts';

/** Series of one target as they come from the one query of a tick. */
export interface Series {
  /** Requests a second at most as long as the bound, by bound in seconds; Infinity has them all. */
  buckets: Map<number, number>;
  /** Seconds of latency collected in a second. */
  sum?: number;
  /** Pods that Prometheus has scraped within the window. */
  scraped: number;
  /** Series of the metric that are fresh, whatever the endpoint. */
  fresh: number;
}

export const emptySeries = (): Series => ({ buckets: new Map(), scraped: 0, fresh: 0 });

const unknown = (cause: Extract<Signal, { state: 'unknown' }>['cause'], detail: string): Signal => ({
  state: 'unknown',
  cause,
  detail,
});

/** What the series of a target with `ready` pods say about requests of at most `threshold` seconds. */
export function signalOf(series: Series | undefined, threshold: number, ready: number): Signal {
  if (series === undefined || (series.fresh === 0 && series.scraped === 0))
    return unknown('NoSeries', 'Prometheus has no fresh series of this target');
  if (series.scraped < ready)
    return unknown('PartialScrape', `Prometheus scrapes ${series.scraped} of ${ready} ready pods`);
  // Pods are scraped, but say nothing about latency, not even that of their probes.
  if (series.fresh === 0) return unknown('NoSeries', 'the pods export no request_latency');

  const values = [...series.buckets.values(), series.sum ?? 0];
  if (!values.every((value) => Number.isFinite(value) && value >= 0))
    return unknown('NotANumber', 'a series of request_latency is not a number');
  const rate = series.buckets.get(Infinity) ?? 0;
  if (rate === 0) return { state: 'idle', share: 1, rate: 0, mean: 0 };
  const fast = series.buckets.get(threshold);
  if (fast === undefined) return unknown('ThresholdNotABucket', notABucket(series, threshold));
  return {
    state: 'measured',
    share: Math.min(1, fast / rate),
    rate,
    ...(series.sum === undefined ? {} : { mean: series.sum / rate }),
    quantiles: quantilesOf(series.buckets),
  };
}

/** What the value of a user's own query says. */
export function signalOfQuery(values: number[]): Signal {
  const [share, ...more] = values;
  if (share === undefined) return unknown('NoSeries', 'the query finds nothing');
  if (more.length > 0) return unknown('ManySeries', `the query finds ${values.length} series instead of one`);
  if (!(share >= 0 && share <= 1))
    return unknown('NotANumber', `the query gives ${share}, which is no share`);
  return { state: 'measured', share };
}

function notABucket(series: Series, threshold: number): string {
  const bounds = [...series.buckets.keys()].filter(Number.isFinite).sort((a, b) => a - b);
  return `${threshold * 1000} ms is no bucket bound of request_latency; there are ${bounds.map((b) => b * 1000).join(', ')} ms`;
}

function quantilesOf(buckets: Map<number, number>): Quantiles {
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  return { p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9), p99: quantile(sorted, 0.99) };
}

/** As Prometheus' histogram_quantile: linear within a bucket; the last finite bound for what lies beyond it. */
export function quantile(sorted: [bound: number, cumulative: number][], q: number): number {
  const total = sorted.at(-1)?.[1] ?? 0;
  const rank = q * total;
  const index = sorted.findIndex(([, cumulative]) => cumulative >= rank);
  const [bound, cumulative] = sorted[index] ?? [NaN, 0];
  const [lower, below] = sorted[index - 1] ?? [0, 0];
  if (!Number.isFinite(bound)) return lower;
  return cumulative === below ? bound : lower + ((bound - lower) * (rank - below)) / (cumulative - below);
}
