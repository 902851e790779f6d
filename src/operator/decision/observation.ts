/** Why the share of fast requests is not known. */
export type UnknownCause =
  | 'PrometheusUnreachable'
  | 'NoSeries'
  | 'NotANumber'
  | 'ManySeries'
  | 'PartialScrape'
  | 'ThresholdNotABucket'
  | 'InvalidQuery'
  | 'NotMeasuredYet';

/** Latency below which the given share of the requests lies; seconds. */
export interface Quantiles {
  p50: number;
  p90: number;
  p99: number;
}

/** What Prometheus says of one target. `rate` is in requests a second, `mean` in seconds. */
export type Signal =
  | { state: 'unknown'; cause: UnknownCause; detail: string }
  /** No request at all: nobody waits, so the share is 1. */
  | { state: 'idle'; share: 1; rate: 0; mean: 0 }
  | { state: 'measured'; share: number; rate?: number; mean?: number; quantiles?: Quantiles };

/** What the operator sees of one target at one moment. */
export interface Observation {
  /** Replicas asked for: `spec.replicas` of the Deployment. */
  replicas: number;
  /** Replicas that serve. */
  ready: number;
  /** Pods of an older revision are still being replaced. */
  rollingOut: boolean;
  /** Which version of the app runs: what was learned of one does not hold for the next. */
  revision: string;
  /** Name of a HorizontalPodAutoscaler on the same target. */
  autoscaler?: string;
  signal: Signal;
}
