import { describe, expect, test } from 'vitest';
import { closedLoop } from '../../bench/operator/closed-loop.ts';
import { policy, table, world } from '../../bench/operator/table.ts';

const rows = [...table(world(6, 1))];

describe.each(['steps', 'ramps', 'sine', 'spikes'])('under a load of %s', (load) => {
  const [ours, hpa, first] = ['pycont', 'HPA', 'first'].map((rule) =>
    rows.find((row) => row.load === load && row.rule === rule)!,
  );

  test('the objective is met at least 95 % of the time that is possible', () => {
    expect(ours!.kept).toBeGreaterThanOrEqual(0.95);
  });

  test('at most two turns for each change of the load', () => {
    expect(ours!.turns.worst).toBeLessThanOrEqual(2);
  });

  test('always within bounds', () => {
    expect(ours!.run.least).toBeGreaterThanOrEqual(policy.min);
    expect(ours!.run.most).toBeLessThanOrEqual(policy.max);
  });

  test('better than the HPA and the first rule on the same signal', () => {
    expect(ours!.kept).toBeGreaterThan(hpa!.kept);
    expect(ours!.kept).toBeGreaterThan(first!.kept);
    expect(ours!.turns.all).toBeLessThan(hpa!.turns.all);
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
