/** 95 % in time, 90 % promised, few requests, asked every second: at most one false step a day. */
import { expect, test } from 'vitest';
import type { Policy } from '../../../src/operator/decision/policy.ts';
import { flags, kad } from './world/examples.ts';
import { Target } from './world/target.ts';
import { serve } from './world/traffic.ts';

const DAY = 24 * 3600;
const DAYS = [1, 2, 3, 4];

/** Steps up; each day has a seed of its own. */
function ups(policy: Policy, rate: number): number {
  let steps = 0;
  for (const seed of DAYS) {
    const target = new Target(policy, 2);
    serve(target, { seed, rate, share: 0.95, seconds: DAY });
    steps += target.steps.filter(({ from, to }) => to > from).length;
  }
  return steps;
}

const defaults = { ...flags, objective: 0.9 };

const atMostOneADay = (_name: string, rate: number, policy: Policy): void =>
  expect(ups(policy, rate)).toBeLessThanOrEqual(DAYS.length);

test.each([
  ['deploy/operator/kad.yaml', 0.1, kad],
  ['the defaults', 0.1, defaults],
  ['the defaults', 0.3, defaults],
  ['deploy/operator/kad.yaml', 0.3, kad],
])('%s, %d a second', atMostOneADay);

test('at ten requests a second none at all in an hour, at the very objective one', () => {
  const counts = [0.95, 0.9].map((share) => {
    const target = new Target({ ...kad, min: 2 });
    serve(target, { seed: 1, rate: 10, share, seconds: 3600 });
    return target.steps.length;
  });
  expect(counts[0]).toBe(0);
  expect(counts[1]).toBeLessThanOrEqual(2);
});
