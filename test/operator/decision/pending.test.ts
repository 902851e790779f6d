/** Careful downward is not idle upward: replicas that are missing, pods that nobody knows, a rollout that is stuck. */
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/operator/decision/observation.ts';
import { counted, idle, kad } from './world/examples.ts';
import { Target } from './world/target.ts';

/** One in five in time; no number of replicas changes that. */
const missed = counted(0.2, 40, 1);
const wide = { ...kad, max: 12 };

const doubts: [what: string, more: Partial<Observation>][] = [
  ['a rollout that is stuck', { ready: 3, rollingOut: true }],
  ['a rollout that is stuck, all serving', { ready: 4, rollingOut: true }],
  ['replicas that never become ready', { ready: 3 }],
];

describe.each(doubts)('%s', (_what, more) => {
  const target = (): Target => new Target(wide, 4);

  test('an objective certainly missed scales up after a while, within the bounds', () => {
    const stuck = target();
    expect(stuck.until('WaitingForReplicas', 5, { signal: missed, ...more })).toBeLessThanOrEqual(1);
    expect(stuck.until('ObjectiveMissed', 300, { signal: missed, ...more })).toBeLessThanOrEqual(90);
    stuck.during(1800, { signal: missed, ...more });
    expect(stuck.replicas).toBe(wide.max);
    expect(stuck.steps.every(({ from, to }) => to > from && to - from <= Math.max(4, from))).toBe(true);
  });

  test('is waited for as long as the app’s pods were seen to need', () => {
    const [quick, slow] = [2, 120].map((startup) =>
      target().until('ObjectiveMissed', 900, { signal: missed, startup, ...more }),
    );
    expect(quick).toBeLessThanOrEqual(20);
    expect(slow).toBeGreaterThan(120);
    expect(slow).toBeLessThanOrEqual(300);
  });

  test('nothing is given back, however long nobody asks', () => {
    const stuck = target();
    stuck.during(7200, { signal: idle, ...more });
    expect(stuck.steps).toEqual([]);
  });
});

describe('not all pods known: 4 of 5', () => {
  const pods = { pods: 5, known: 4 };

  test('one in five of theirs in time: up', () => {
    const target = new Target(wide, 5);
    expect(target.until('ObjectiveMissed', 60, { signal: counted(0.2, 40, 1, pods) })).toBeLessThanOrEqual(
      10,
    );
    expect(target.replicas).toBeGreaterThan(5);
    expect(target.replicas).toBeLessThanOrEqual(10);
  });

  test('10 of 11 known: up', () => {
    const target = new Target({ ...kad, max: 20 }, 11);
    const signal = counted(0.2, 40, 1, { pods: 11, known: 10 });
    expect(target.until('ObjectiveMissed', 60, { signal })).toBeLessThanOrEqual(10);
  });

  test('idle: nothing is given back', () => {
    const target = new Target(wide, 5);
    expect(target.during(7200, { signal: { ...idle, ...pods } })).toBe('PartlyMeasured');
    expect(target.steps).toEqual([]);
  });
});

test('at the maximum it stays, whatever is missing', () => {
  const target = new Target({ ...kad, max: 4 }, 4);
  expect(target.during(600, { ready: 2, rollingOut: true, signal: missed })).toBe('AtMaximum');
  expect(target.steps).toEqual([]);
});

test('what is ready serves well: those that are missing are no reason for more', () => {
  const target = new Target(wide, 4);
  expect(target.during(3600, { ready: 3, signal: counted(1, 20) })).toBe('WaitingForReplicas');
  expect(target.steps).toEqual([]);
});
