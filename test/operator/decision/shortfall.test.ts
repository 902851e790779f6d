/** As many replicas as the shortfall asks for, and no more. */
import { describe, expect, test } from 'vitest';
import { horizontalPodAutoscaler } from '../../../bench/operator/rules.ts';
import { counted, flags, kad } from './world/examples.ts';
import { Result, slow } from './world/scenario.ts';
import { Target } from './world/target.ts';

describe('one step', () => {
  const step = (replicas: number, share: number, more = {}): number => {
    const target = new Target({ ...kad, max: 100, ...more }, replicas);
    target.until('ObjectiveMissed', 60, {
      signal: counted(share, 400, 1, { pods: replicas, known: replicas }),
    });
    return target.replicas - replicas;
  };

  test('is at most double, or 4', () => {
    expect(step(1, 0)).toBe(4);
    expect(step(3, 0)).toBe(4);
    expect(step(10, 0)).toBe(10);
  });

  test('is smaller where less is missing', () => {
    expect(step(10, 0.85)).toBeGreaterThanOrEqual(1);
    expect(step(10, 0.85)).toBeLessThan(step(10, 0.4));
    expect(step(10, 0.4)).toBeLessThanOrEqual(10);
  });

  test('is at most what the policy allows, and leads to the maximum at most', () => {
    expect(step(10, 0, { maxStep: 1 })).toBe(1);
    expect(step(10, 0, { max: 12 })).toBe(2);
  });
});

describe.each([
  ['deploy/operator/kad.yaml', kad],
  ['the README’s flags', flags],
])('a load that multiplies, %s', (_name, policy) => {
  const at = 300;
  test.each([5, 50])('by %d: there as soon as HPA’s algorithm is, and fewer requests are slow', (times) => {
    const rate = (second: number): number => (second < at ? 20 : 20 * times);
    const scenario = { policy: { ...policy, max: 100 }, rate, start: 1, hours: 0.25 };
    const ours = new Result(scenario);
    const hpa = new Result(scenario, horizontalPodAutoscaler(scenario.policy));
    const needed = Math.ceil((20 * times) / 38);
    expect(ours.reached(needed, at) - at).toBeLessThanOrEqual(1.5 * (hpa.reached(needed, at) - at));
    expect(ours.run.slow).toBeLessThan(hpa.run.slow);
    expect(ours.run.replicaHours).toBeLessThan(hpa.run.replicaHours);
  });

  test.each([120, 180])(
    'an app that needs %d s to start: nobody is added while the first is awaited',
    (startup) => {
      const wide = { ...policy, max: 20 };
      const app = { ...slow, startup };
      const rate = (second: number): number => (second < 60 ? 5 : 45);
      expect(new Result({ policy: wide, app, rate, start: 1, hours: 1 }).run.most).toBe(2);
    },
  );
});

test.each([
  [120, kad],
  [180, kad],
  [120, flags],
  [180, flags],
])('an app that needs %d s to start, and 2 for 60 requests a second, gets 2', (startup, policy) => {
  const wide = { ...policy, max: 20 };
  const app = { ...slow, startup };
  const rate = (second: number): number => (second < 60 ? 5 : 60);
  expect(new Result({ policy: wide, app, rate, start: 1, hours: 1 }).run.most).toBe(2);
});
