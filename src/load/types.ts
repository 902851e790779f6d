import type { Text } from '../messages/index.ts';

/** What a load run is told, and what it tells. Times in milliseconds unless they say otherwise. */

/**
 * `closed`: so many users, each sends its next request when the last one was answered. `open`: requests come at a
 * fixed rate whatever becomes of them, and one that had to wait for its turn has waited from the moment it was due.
 */
export type LoadModel =
  | { kind: 'closed'; connections: number }
  | {
      kind: 'open';
      /** Requests per second. */
      rate: number;
      /** What would be more at once is not sent, but counted. */
      maxInFlight: number;
    };

export interface LoadOptions {
  url: URL;
  model: LoadModel;
  /** Without one, until `signal`. */
  duration?: number;
  /** false: each request opens a connection of its own. */
  keepAlive: boolean;
  timeout: number;
  /** The bound of the share of fast requests. */
  within: number;
}

export type ErrorKind = 'refused' | 'reset' | 'timeout' | `status ${number}` | 'other';

/** Latencies of answers without an error; undefined where there is none. */
export interface Latencies {
  p50: number | undefined;
  p90: number | undefined;
  p99: number | undefined;
  max: number | undefined;
}

export interface LoadFigures extends Latencies {
  /** Seconds this is about. */
  seconds: number;
  /** Requests that came to an end, with an answer or an error. */
  requests: number;
  errors: Partial<Record<ErrorKind, number>>;
  perSecond: number;
  /** Answers without an error within the bound, of all requests; undefined where there is none. */
  shareWithin: number | undefined;
  /** Not sent, because too many were in flight already. */
  dropped: number;
}

export interface LoadSecond extends LoadFigures {
  /** Since the start. */
  elapsed: number;
  inFlight: number;
}

export interface LoadSummary extends LoadFigures {
  url: string;
  /** Given up at the end, when the run was interrupted. They are no errors. */
  unfinished: number;
  /** What the first error of each kind said. */
  messages: Partial<Record<ErrorKind, Text>>;
  interrupted: boolean;
}

export interface LoadHooks {
  /** Once a second, with the figures of that second. */
  onSecond?(second: LoadSecond): void;
  /** Ends the run: nothing more is sent, what is in flight is given up. */
  signal?: AbortSignal;
}
