import type { Text } from '../../messages/operator/index.ts';

/** Why the share of fast requests is not known. */
export type UnknownCause =
  | 'PrometheusUnreachable'
  | 'PrometheusRefuses'
  | 'NoSeries'
  | 'NoMetric'
  | 'WrongLabels'
  | 'NotANumber'
  | 'ManySeries'
  | 'ScrapeIntervalTooLong'
  | 'ThresholdNotABucket'
  | 'InvalidQuery'
  | 'NotMeasuredYet';

/** Latency below which the given share of the requests lies; seconds. */
export interface Quantiles {
  p50: number;
  p90: number;
  p99: number;
}

/** Requests that were answered. */
export interface Requests {
  total: number;
  /** Certainly answered within the threshold. */
  fast: number;
  /** Neither certainly fast nor certainly slow: their pods have no bucket bound at the threshold. */
  doubtful: number;
  /** Sum of the latencies, seconds. */
  latency: number;
}

export interface Unknown {
  state: 'unknown';
  cause: UnknownCause;
  /** What is wrong, and what to do. */
  detail: Text;
}

/** Counters of the ready pods, read at each scrape. */
export interface Counted {
  state: 'counted';
  /** Over the last `seconds`: at most the window, and not from before the given time. */
  window: Requests;
  seconds: number;
  /** Since the previous observation, and over how many seconds; no request is in two observations. */
  fresh: Requests;
  freshSeconds: number;
  /** Ready pods, and those of them whose counters are known. */
  pods: number;
  known: number;
  quantiles?: Quantiles;
}

/** The value of a query of the user's own: without the number of requests. */
export interface Share {
  state: 'share';
  /** From 0 to 1; 1 without requests. */
  share: number;
  /** Prometheus answered NaN: no requests at all. */
  idle: boolean;
}

export type Signal = Unknown | Counted | Share;

/** What the operator knows of one target at one moment. */
export interface Observation {
  /** Requested replicas: `spec.replicas` of the Deployment. */
  replicas: number;
  /** Replicas that serve. */
  ready: number;
  /** Pods of an older revision are still being replaced. */
  rollingOut: boolean;
  /** Which version of the app runs: what was learned from one is only a first guess for the next. */
  revision: string;
  /** Seconds that the app's pods need from their creation until they are ready, as measured from ready ones. */
  startup?: number;
  /** Name of a HorizontalPodAutoscaler on the same target. */
  autoscaler?: string;
  signal: Signal;
}

/** Requests per second within the window. Undefined: unknown. */
export function rateOf({ signal }: Observation): number | undefined {
  if (signal.state !== 'counted') return undefined;
  return signal.seconds > 0 ? signal.window.total / signal.seconds : 0;
}

/** The share of fast requests, where uncertain ones count as fast. */
export function shareOf({ signal }: Observation): number | undefined {
  if (signal.state === 'unknown') return undefined;
  if (signal.state === 'share') return signal.share;
  const { total, fast, doubtful } = signal.window;
  return total > 0 ? (fast + doubtful) / total : 1;
}

/** No requests at all within the window. */
export function isIdle({ signal }: Observation): boolean {
  if (signal.state === 'share') return signal.idle;
  return signal.state === 'counted' && signal.window.total === 0;
}

/** Mean latency within the window, seconds. */
export function meanOf({ signal }: Observation): number | undefined {
  if (signal.state !== 'counted' || signal.window.total === 0) return undefined;
  return signal.window.latency / signal.window.total;
}

/** Requests in flight: Little's law. */
export const inFlight = (seen: Observation): number => (rateOf(seen) ?? 0) * (meanOf(seen) ?? 0);
