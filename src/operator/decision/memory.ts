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

/** What was measured of replicas that each served about the same rate. */
export interface Measured {
  total: number;
  slow: number;
  seconds: number;
  at: number;
}

/** What one replica can carry, as learned from missed objectives and from calm. */
export interface Capacity {
  /** By rate, in steps of some percent: the logarithm is the key. */
  measured: ReadonlyMap<number, Measured>;
  /** Requests a second of one replica: carried within the objective; where the objective is just kept; too much. */
  carried?: number;
  limit?: number;
  tooMuch?: number;
  /** What is too much was learned of another version of the app only. */
  guessed?: boolean;
}

/** Not yet part of what was measured: the replicas that serve now, since it was added to last. */
export interface Measuring {
  ready: number;
  total: number;
  slow: number;
  seconds: number;
}

/** A missed objective, until it is known whether more replicas have put an end to it. */
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
  /** More replicas had less to do each, and missed it all the same: it was not the load. */
  otherCause: boolean;
}

/** So many requests a second of each replica led to a missed objective, which more replicas put an end to. */
export interface Exceeded {
  rate: number;
  at: number;
}

/** What was done while the load was about the same. */
export interface Level {
  /** Replicas were given back under so many requests a second; and so many were needed all the same. */
  gaveBack?: { rate: number; needed?: number } | undefined;
  /** Requests a second at the last step up, until they are fewer. */
  raised?: number | undefined;
  /** What was given back was needed, and the load has not risen since. */
  careful?: boolean | undefined;
}

/** What the operator keeps between two observations of a target. Times in seconds of a clock that never goes back. */
export interface Memory {
  /** When the target was observed last, and when its latency was known last. */
  at?: number | undefined;
  knownAt?: number | undefined;
  /** What was asked for, served and ran then. */
  replicas?: number | undefined;
  ready?: number | undefined;
  revision?: string | undefined;
  step?: Step | undefined;
  /** Since when the replicas that serve are the same: what was measured before does not count for them. */
  settledAt?: number | undefined;
  /** Since when fewer replicas serve than are asked for, or pods are being replaced. */
  pendingSince?: number | undefined;
  /** Since when nothing speaks against one replica fewer: no step, no doubt about the objective, no long silence. */
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
  /** The replicas that were given back last, in one step or several on end. */
  gaveBack?: { from: number; to: number } | undefined;
  /** Where nobody says how many requests there are: fewer replicas than this were wrong, and until when that holds. */
  wrong?: { replicas: number; until: number; times: number } | undefined;
}

export const NO_MEMORY: Memory = {
  evidence: NO_EVIDENCE,
  load: NO_LOAD,
  level: {},
  capacity: { measured: new Map() },
};
