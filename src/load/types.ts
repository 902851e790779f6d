import type { Text } from '../messages/index.ts';

/** Options and results of a load run. Times are in milliseconds unless stated otherwise. */

/**
 * `closed`: each user sends its next request when the last one was answered. `open`: requests are sent at a fixed rate,
 * and the latency of a delayed request is measured from its due time.
 */
export type LoadModel =
  | { kind: 'closed'; connections: number }
  | {
      kind: 'open';
      /** Requests per second. */
      rate: number;
      /** Requests beyond this are not sent, but counted. */
      maxInFlight: number;
    };

export interface LoadOptions {
  url: URL;
  model: LoadModel;
  /** Default: until `signal`. */
  duration?: number;
  /** false: each request opens its own connection. */
  keepAlive: boolean;
  timeout: number;
  /** The bound of the share of fast requests. */
  within: number;
}

export type ErrorKind = 'refused' | 'reset' | 'timeout' | `status ${number}` | 'other';

/** Latencies of answers without an error; undefined if there is none. */
export interface Latencies {
  p50: number | undefined;
  p90: number | undefined;
  p99: number | undefined;
  max: number | undefined;
}

export interface LoadFigures extends Latencies {
  /** Duration in seconds. */
  seconds: number;
  /** Requests that ended, with an answer or an error. */
  requests: number;
  errors: Partial<Record<ErrorKind, number>>;
  perSecond: number;
  /** Answers without an error within the bound, of all requests; undefined if there is none. */
  shareWithin: number | undefined;
  /** Not sent, because too many were already in flight. */
  dropped: number;
}

export interface LoadSecond extends LoadFigures {
  /** Since the start. */
  elapsed: number;
  inFlight: number;
}

export interface LoadSummary extends LoadFigures {
  url: string;
  /** Cancelled when the run was interrupted. They are not errors. */
  unfinished: number;
  /** The message of the first error of each kind. */
  messages: Partial<Record<ErrorKind, Text>>;
  interrupted: boolean;
}

export interface LoadHooks {
  /** Once a second, with the figures of that second. */
  onSecond?(second: LoadSecond): void;
  /** Ends the run: nothing more is sent, requests in flight are cancelled. */
  signal?: AbortSignal;
}
