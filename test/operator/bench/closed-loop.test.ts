/** The talk: forty connections that each wait for their answer. */
import { expect, test } from 'vitest';
import { kad } from '../decision/world/examples.ts';
import { closedLoop } from './closed-loop.ts';

test('one at a time: up until it is met, steady, and back to one when they leave', () => {
  const steps = closedLoop({ ...kad, maxStep: 1 }, { connections: 40, from: 20, until: 320, end: 480 });
  const during = steps.filter(({ at }) => at < 320);
  const after = steps.filter(({ at }) => at >= 320);
  // Three of them answer 105 a second: 40 connections wait 0.38 s each.
  expect(during.map(({ to }) => to)).toEqual([2, 3]);
  expect(during[0]!.at - 20).toBeLessThanOrEqual(3);
  expect(after.map(({ to }) => to)).toEqual([2, 1]);
  // The talk waits for that.
  expect(after.at(-1)!.at - 320).toBeLessThanOrEqual(60);
});

test('in steps as large as the shortfall: no more than the objective needs, and back to one', () => {
  const steps = closedLoop(kad, { connections: 40, from: 20, until: 320, end: 480 });
  const most = Math.max(...steps.map(({ to }) => to));
  expect(most).toBeGreaterThanOrEqual(3);
  expect(most).toBeLessThanOrEqual(5);
  expect(steps.at(-1)!.to).toBe(1);
  const turns = steps.slice(1).filter(({ from, to }, i) => to > from !== steps[i]!.to > steps[i]!.from);
  expect(turns.length).toBeLessThanOrEqual(1);
});
