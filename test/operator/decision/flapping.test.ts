/** Two replicas carry what is asked of them, one does not: 60 requests a second, and two carry 76. */
import { describe, expect, test } from 'vitest';
import { turns } from '../../../bench/operator/simulate.ts';
import { flags, kad } from './world/examples.ts';
import { Result } from './world/scenario.ts';

const SEEDS = [1, 3];
const results = (policy = kad, hours = 1): Result[] =>
  SEEDS.map((seed) => new Result({ policy, seed, rate: () => 60, start: 2, hours }));

describe.each([
  ['deploy/operator/kad.yaml', kad],
  ['the README’s flags', flags],
])('%s, from 2 replicas', (_name, policy) => {
  test('five minutes: at most 2 steps, at least 95 % in time', () => {
    for (const seed of SEEDS) {
      const five = new Result({ policy, seed, rate: () => 60, start: 2, hours: 1 / 12 });
      expect(five.run.steps.length).toBeLessThanOrEqual(2);
      expect(five.share).toBeGreaterThanOrEqual(0.95);
    }
  });

  test('an hour: at least 95 % in time', () => {
    for (const hour of results(policy)) expect(hour.share).toBeGreaterThanOrEqual(0.95);
  });

  test('six hours: at most three times up, and the end is quiet', () => {
    for (const long of results(policy, 6)) {
      expect(long.ups).toBeLessThanOrEqual(3);
      expect(long.run.steps.filter(({ at }) => at > 3 * 3600).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('an hour: at most 2 steps in any five minutes', () => {
  test.each([
    ['the README’s flags', flags],
    ['deploy/operator/kad.yaml', kad],
  ])('%s', (_name, policy) => {
    for (const hour of results(policy)) expect(hour.mostWithin(300)).toBeLessThanOrEqual(2);
  });
});

test('six hours: two replicas in the end, or the third that a burst has needed, which stays while the load does', () => {
  for (const long of results(kad, 6)) {
    expect(long.last).toBeGreaterThanOrEqual(2);
    expect(long.last).toBeLessThanOrEqual(3);
    expect(long.turns).toBeLessThanOrEqual(2);
  }
});

describe.each([
  ['deploy/operator/kad.yaml', kad],
  ['the README’s flags', flags],
])('%s, a load of 10 and 100 requests a second in turn, for 300 s each', (_name, policy) => {
  const PERIOD = 300;
  const rate = (second: number): number => (second % (2 * PERIOD) < PERIOD ? 10 : 100);

  test('the direction changes at most twice for each change of the load', () => {
    const square = new Result({ policy: { ...policy, max: 10 }, rate, start: 1, hours: 3 });
    const changes = Array.from({ length: 36 }, (_, i) => i * PERIOD);
    expect(turns(square.run.steps, changes).worst).toBeLessThanOrEqual(2);
    expect(square.share).toBeGreaterThanOrEqual(0.95);
  });
});

describe.each([
  ['shorter than', 0.5],
  ['equal to', 1],
  ['longer than', 2],
])('a cooldown %s the window', (_name, part) => {
  test.each([1, 2, 3, 5])('from %d replicas: few steps in an hour, and the objective is kept', (start) => {
    const policy = { ...flags, cooldown: flags.window * part };
    const hour = new Result({ policy, rate: () => 60, start, hours: 1 });
    expect(hour.run.steps.length).toBeLessThanOrEqual(6);
    expect(hour.share).toBeGreaterThanOrEqual(0.95);
  });
});
