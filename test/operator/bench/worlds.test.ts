/** Seeded worlds against the rules. */
import { describe, expect, test } from 'vitest';
import { horizontalPodAutoscaler, oracle, ours } from '../../../bench/operator/rules.ts';
import { kept, simulate, turns } from '../../../bench/operator/simulate.ts';
import type { Run, Step } from '../../../bench/operator/simulate.ts';
import { worldOf } from '../../../bench/operator/worlds.ts';

const HOURS = 6;

describe.each([1, 2, 3, 4, 5, 6])('world %d, six hours', (seed) => {
  test('within bounds always, and in steps of at most double or 4', () => {
    const world = worldOf(seed, HOURS);
    const { min, max } = world.policy;
    const run = simulate(world, ours(world.policy));
    expect(run.least).toBeGreaterThanOrEqual(min);
    expect(run.most).toBeLessThanOrEqual(max);
    for (const { from, to } of run.steps) expect(to - from).toBeLessThanOrEqual(Math.max(4, from));
  });
});

test('the same world plays the same twice, another does not', () => {
  const play = (seed: number): Run => {
    const world = worldOf(seed, 1);
    return simulate(world, ours(world.policy));
  };
  expect(play(7)).toEqual(play(7));
  expect(play(8).requests).not.toBe(play(7).requests);
});

test('every rule is asked the same requests', () => {
  const world = worldOf(9, 1);
  const { policy } = world;
  const { rate } = world.load();
  const arrived = [
    ours(policy),
    horizontalPodAutoscaler(policy),
    oracle(policy, (at) => world.needed(rate(at))),
  ].map((rule) => simulate(world, rule).requests);
  // What is still under way at the end may differ.
  for (const requests of arrived) expect(requests / arrived[0]!).toBeCloseTo(1, 2);
});

describe('the figures', () => {
  const steps = (...counts: number[]): Step[] =>
    counts.slice(1).map((to, i) => ({ at: 10 * (i + 1), from: counts[i]!, to }));

  test.each([
    ['none', [1, 2, 3], [0], 0],
    ['up and down again', [1, 2, 1], [0], 1],
    ['to and fro', [1, 2, 1, 2, 1], [0], 3],
    ['the load has changed in between', [1, 2, 1], [0, 15], 0],
  ])('turns: %s', (_what, counts, changes, worst) => {
    expect(turns(steps(...counts), changes).worst).toBe(worst);
  });

  test('kept: of the minutes that were possible', () => {
    const run = (...met: (boolean | undefined)[]): Run => ({
      steps: [],
      met,
      replicaHours: 0,
      requests: 0,
      slow: 0,
      least: 1,
      most: 1,
    });
    expect(kept(run(true, false, false, undefined), run(true, true, false, true))).toBeCloseTo(2 / 3);
    expect(kept(run(false), run(undefined))).toBe(1);
  });
});
