import type { Memory } from '../../src/operator/decision/memory.ts';
import type { Observation, Signal } from '../../src/operator/decision/observation.ts';
import type { Policy } from '../../src/operator/decision/policy.ts';

export const policy: Policy = {
  min: 1,
  max: 5,
  threshold: 0.5,
  objective: 0.9,
  scaleDownAbove: 0.95,
  window: 10,
  cooldown: 8,
  stabilization: 15,
  paused: false,
};

/** Some afternoon, in seconds since the epoch. */
export const noon = 1_780_000_000;

export const measured = (share: number, rate = 40, mean = 1): Signal => ({
  state: 'measured',
  share,
  rate,
  mean,
});
export const idle: Signal = { state: 'idle', share: 1, rate: 0, mean: 0 };
export const unknown: Signal = { state: 'unknown', cause: 'NoSeries', detail: 'nothing there' };

export const seen = (more: Partial<Observation> = {}): Observation => ({
  replicas: 2,
  ready: more.replicas ?? 2,
  rollingOut: false,
  revision: '1',
  signal: measured(0.92),
  ...more,
});

/** Calm for a minute, the last change an hour ago. */
export const rested = (replicas = 2): Memory => ({
  replicas,
  scaledAt: noon - 3600,
  calmSince: noon - 60,
  lookedAt: noon - 1,
  knownAt: noon - 1,
});
