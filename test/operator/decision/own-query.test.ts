/** A query of the user's own says a share, and nobody knows of how many requests. */
import { describe, expect, test } from 'vitest';
import { requestsPerWindow } from '../../../src/operator/decision/own-query.ts';
import type { Policy } from '../../../src/operator/decision/policy.ts';
import { asked, flags, kad, nobody, unknown } from './world/examples.ts';
import { Target } from './world/target.ts';
import { serve } from './world/traffic.ts';

const DAY = 24 * 3600;
const turns = ({ steps }: Target): number =>
  steps
    .slice(1)
    .filter(({ from, to }, i) => Math.sign(to - from) !== Math.sign(steps[i]!.to - steps[i]!.from)).length;

describe('how many requests a share speaks of', () => {
  test('few, as long as nothing is known', () => {
    for (const values of [[], [1], [0.5, 0.5], [1, 1, 1, 1, 1]])
      expect(requestsPerWindow(values)).toBeLessThanOrEqual(3);
  });

  test('few where it jumps, many where it hardly moves', () => {
    expect(requestsPerWindow([1, 0, 1, 1, 0])).toBeLessThanOrEqual(3);
    expect(requestsPerWindow([0.95, 0.94, 0.96, 0.95, 0.95])).toBeGreaterThan(10);
  });
});

describe('guards', () => {
  const DAYS = [3, 4, 5, 6];
  const few = (_name: string, rate: number, policy: Policy): void => {
    const each = DAYS.map((seed) => {
      const target = new Target(policy, 2);
      serve(target, { seed, rate, share: 0.95, seconds: DAY, own: true });
      return turns(target);
    });
    expect(each.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(6 * DAYS.length);
  };
  const defaults = { ...flags, objective: 0.9 };

  describe('95 % in time, 90 % promised: at most 6 turns a day on average', () => {
    test.each([
      ['the defaults', 0.1, defaults],
      ['the defaults', 0.3, defaults],
      ['deploy/operator/kad.yaml', 0.3, kad],
      ['deploy/operator/kad.yaml', 0.1, kad],
    ])('%s, %d requests a second', few);
  });

  test('NaN is nobody: all but the minimum is given back', () => {
    for (const policy of [kad, flags]) {
      const target = new Target(policy, 3);
      target.during(120, { signal: nobody });
      expect(target.replicas).toBe(1);
    }
  });

  test('nothing on unknown, for a day', () => {
    const target = new Target(kad, 3);
    expect(target.during(DAY, { signal: unknown })).toBe('LatencyUnknown');
    expect(target.steps).toEqual([]);
  });
});

test('a share of 0 that lasts is a breach', () => {
  for (const policy of [kad, flags]) {
    const target = new Target(policy, 2);
    expect(target.until('ObjectiveMissed', 300, { signal: asked(0) })).toBeLessThanOrEqual(8 * policy.window);
  }
});

test('one replica at a time is given back', () => {
  const target = new Target(kad, 5);
  target.during(900, { signal: asked(1) });
  expect(target.steps.map(({ from, to }) => from - to)).toEqual([1, 1, 1, 1]);
});

describe('a step down that was wrong', () => {
  /** Two keep it, one does not. */
  const target = new Target(kad, 2);
  for (let second = 0; second < DAY; second++)
    target.observe({ signal: asked(target.replicas >= 2 ? 0.99 : 0.3) });
  const downs = target.steps.filter(({ from, to }) => to < from).map(({ at }) => at);

  test('is taken back, to what there was before', () => {
    expect(downs.length).toBeGreaterThanOrEqual(2);
    target.steps.forEach(({ from, to }, i) => expect([from, to]).toEqual(i % 2 === 0 ? [2, 1] : [1, 2]));
  });

  test('is tried again ever later', () => {
    const pauses = downs.slice(1).map((at, i) => at - downs[i]!);
    pauses.slice(1).forEach((pause, i) => expect(pause).toBeGreaterThan(1.5 * pauses[i]!));
    expect(downs.length).toBeLessThanOrEqual(6);
  });

  test('costs less than one in a hundred seconds', () => {
    let missing = 0;
    target.steps.forEach(({ at, to }, i) => {
      if (to === 1) missing += (target.steps[i + 1]?.at ?? target.now) - at;
    });
    expect(missing).toBeLessThan(DAY / 100);
  });
});
