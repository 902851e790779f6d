import { describe, expect, test } from 'vitest';
import { closedLoop } from '../../bench/operator/closed-loop.ts';
import { ours } from '../../bench/operator/rules.ts';
import { policy, table, world } from '../../bench/operator/table.ts';

const LOADS = ['steps', 'ramps', 'sine', 'spikes'];

describe.each([1, 2, 3])('24 hours with noise and gaps, seed %i', (seed) => {
  const rows = [...table(world(24, seed), (policy) => [ours(policy)])];

  test.each(LOADS)('%s: the objective is met at least 95 % of the time that is possible', (load) => {
    expect(rows.find((row) => row.load === load)!.kept).toBeGreaterThanOrEqual(0.95);
  });

  test.each(LOADS)('%s: at most two turns for each change of the load', (load) => {
    expect(rows.find((row) => row.load === load)!.turns.worst).toBeLessThanOrEqual(2);
  });

  test.each(LOADS)('%s: always within bounds', (load) => {
    const { run } = rows.find((row) => row.load === load)!;
    expect(run.least).toBeGreaterThanOrEqual(policy.min);
    expect(run.most).toBeLessThanOrEqual(policy.max);
  });
});

describe('beside others, on the same signal', () => {
  const rows = [...table(world(6, 1))];

  test.each(LOADS)('%s: better than the HPA and the first rule', (load) => {
    const [own, hpa, first] = ['pycont', 'HPA', 'first'].map((rule) =>
      rows.find((row) => row.load === load && row.rule === rule)!,
    );
    expect(own!.kept).toBeGreaterThan(hpa!.kept);
    expect(own!.kept).toBeGreaterThan(first!.kept);
    expect(own!.turns.all).toBeLessThan(hpa!.turns.all);
  });
});

test('forty connections that wait for their answers: up until it is met, steady, and back to one when they leave', () => {
  const steps = closedLoop({ connections: 40, from: 20, until: 320, end: 480 });
  const during = steps.filter(({ at }) => at < 320);
  const after = steps.filter(({ at }) => at >= 320);
  expect(during.map(({ to }) => to)).toEqual([2, 3]);
  expect(during[0]!.at - 20).toBeLessThanOrEqual(7);
  expect(after.map(({ to }) => to)).toEqual([2, 1]);
});
