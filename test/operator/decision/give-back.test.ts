/** What is not needed is given back in the end. */
import { describe, expect, test } from 'vitest';
import { flags, kad } from './world/examples.ts';
import { Result, slow, waits } from './world/scenario.ts';

const HICCUP = 1800;
/** Everything takes a second for half a minute, whatever the replicas. */
const hiccup = (usual: number) => (second: number) => (second >= HICCUP && second < HICCUP + 30 ? 1 : usual);

test('an app that waits for somebody else does not keep 9 of 10: 80 ms of 100, 100 requests a second', () => {
  for (const policy of [kad, flags]) {
    const wide = { ...policy, max: 10 };
    expect(
      new Result({ policy: wide, app: waits, rate: () => 100, start: 9, hours: 2 }).last,
    ).toBeLessThanOrEqual(2);
  }
});

describe('a share between objective and scaleDownAbove: 92 % of 20 requests a second, whatever the replicas', () => {
  // The base of an exponential distribution of which 8 % exceed the threshold.
  const app = { ...waits, base: 0.1, service: 0.4 / -Math.log(0.08) };
  test.each([
    ['deploy/operator/kad.yaml', kad],
    ['the defaults, objective 90 %', { ...flags, objective: 0.9 }],
  ])('%s: six become few within two hours', (_name, policy) => {
    const wide = { ...policy, max: 6 };
    const result = new Result({ policy: wide, app, rate: () => 20, start: 6, hours: 2 });
    expect(result.last).toBeLessThanOrEqual(2);
    expect(result.share).toBeGreaterThanOrEqual(policy.objective);
  });

  test('the same at one request a second: few, and what chance has once made a need of stays while the load does', () => {
    const policy = { ...kad, max: 6 };
    const result = new Result({ policy, app, rate: () => 1, start: 6, hours: 12 });
    expect(result.at(3600)).toBeLessThanOrEqual(2);
    expect(result.last).toBeLessThanOrEqual(3);
    expect(result.turns).toBeLessThanOrEqual(2);
  });
});

describe('a dependency hesitates for 30 s', () => {
  test.each([
    [5, kad],
    [30, kad],
    [5, flags],
    [30, flags],
  ])('an app that waits for it, %d requests a second: an hour later it costs nothing', (rate, policy) => {
    const result = new Result({
      policy,
      app: waits,
      rate: () => rate,
      base: hiccup(0.08),
      start: 2,
      hours: 2,
    });
    expect(result.at(HICCUP + 3600)).toBeLessThanOrEqual(result.at(HICCUP - 1));
  });

  test.each([
    [20, kad],
    [20, flags],
  ])('an app whose workers wait, %d requests a second: an hour later it costs nothing', (rate, policy) => {
    const result = new Result({
      policy,
      app: slow,
      rate: () => rate,
      base: hiccup(0.105),
      start: 2,
      hours: 2,
    });
    expect(result.at(HICCUP + 3600)).toBeLessThanOrEqual(result.at(HICCUP - 1));
  });

  test.each([
    [1, kad],
    [2, kad],
    [1, flags],
    [2, flags],
  ])('an app whose workers are busy, seed %d: an hour later it costs nothing', (seed, policy) => {
    const base = hiccup(0.105);
    const result = new Result({ policy, app: slow, seed, rate: () => 60, base, start: 2, hours: 2 });
    expect(result.at(HICCUP + 3600)).toBeLessThanOrEqual(2);
  });
});

test('nobody asks any more: down to the minimum within minutes', () => {
  for (const policy of [kad, flags]) {
    const result = new Result({ policy, rate: (second) => (second < 600 ? 150 : 0), start: 5, hours: 0.5 });
    expect(result.last).toBe(policy.min);
    expect(result.run.steps.at(-1)!.at).toBeLessThanOrEqual(
      600 + 5 * (policy.stabilization + policy.cooldown + policy.window),
    );
  }
});

test('nobody ever asked', () => {
  expect(new Result({ rate: () => 0, start: 5, hours: 0.2 }).last).toBe(1);
});
