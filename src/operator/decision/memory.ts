import { NO_EVIDENCE } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { NO_LOAD } from './load/load.ts';
import type { Load } from './load/load.ts';

/** A change of the number of replicas that are asked for. */
export interface Step {
  at: number;
  from: number;
  to: number;
  /** False: somebody else made it. */
  own: boolean;
}

/** Requests of replicas that each served about the same rate. */
export interface Measured {
  total: number;
  slow: number;
  seconds: number;
  at: number;
}

/** What one replica can carry, as learned from missed objectives and from calm. */
export interface Capacity {
  /** By rate, in steps of 8 %: the key is its logarithm. */
  measured: ReadonlyMap<number, Measured>;
  /** Requests a second of one replica: carried within the objective; where the objective is just met; too much. */
  carried?: number;
  limit?: number;
  tooMuch?: number;
  /** The limit was learned from another version of the app only. */
  guessed?: boolean;
}

/** The current measurement of the replicas that serve, not yet part of the learned capacity. */
export interface Measuring {
  ready: number;
  total: number;
  slow: number;
  seconds: number;
}

/** A missed objective, until it is known whether more replicas have ended it. */
export interface Breach {
  /** The least replicas that served while it was missed. */
  least: number;
  /** Replicas that served last, and their requests while it was missed. */
  ready: number;
  total: number;
  slow: number;
  latency: number;
  seconds: number;
  /** Requests a second that were expected of each of them. */
  expected: number;
  /** Requests a second until then. */
  usual: number;
  /** More replicas, at a lower rate each, missed it all the same: the load is not the cause. */
  otherCause: boolean;
}

/** So many requests a second of each replica led to a missed objective, which more replicas ended. */
export interface Exceeded {
  rate: number;
  at: number;
}

/** The steps made while the load was about the same. */
export interface Level {
  /** Replicas were removed at this rate, requests a second; and so many turned out to be needed. */
  gaveBack?: { rate: number; needed?: number } | undefined;
  /** Requests a second at the last step up, until the load has fallen. */
  raised?: number | undefined;
  /** Removed replicas were needed, and the load has not risen since. */
  careful?: boolean | undefined;
}

/** What the operator keeps between two observations of a target. Times in seconds of a clock that never goes back. */
export interface Memory {
  /** When the target was observed last, and when its latency was known last. */
  at?: number | undefined;
  knownAt?: number | undefined;
  /** Requested replicas, ready replicas and the revision then. */
  replicas?: number | undefined;
  ready?: number | undefined;
  revision?: string | undefined;
  step?: Step | undefined;
  /** Since when the same replicas serve: earlier measurements are not of them. */
  settledAt?: number | undefined;
  /** Since when fewer replicas serve than are asked for, or pods are being replaced. */
  pendingSince?: number | undefined;
  /** Since when it is calm: no step, no doubt that the objective is met, no long time of unknown latency. */
  quietSince?: number | undefined;
  /** That the objective is missed. */
  evidence: Evidence;
  /** The objective that is missed, or was before the last step. */
  breach?: Breach | undefined;
  load: Load;
  /** Mean latency at its lowest since the same replicas serve, seconds, and when it was. */
  lowest?: { mean: number; at: number } | undefined;
  capacity: Capacity;
  measuring?: Measuring | undefined;
  exceeded?: Exceeded | undefined;
  level: Level;
  /** The replicas that were removed last, in one step or several in a row. */
  gaveBack?: { from: number; to: number } | undefined;
  /** Where the number of requests is unknown: so few replicas were too few, and until when that holds. */
  wrong?: { replicas: number; until: number; times: number } | undefined;
}

export const NO_MEMORY: Memory = {
  evidence: NO_EVIDENCE,
  load: NO_LOAD,
  level: {},
  capacity: { measured: new Map() },
};
