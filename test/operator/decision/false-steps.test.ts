/** 95 % in time, 90 % promised, few requests, asked every second: at most one false step a day. */
import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/operator/decision/policy.ts';
import { flags, kad } from './examples.ts';
import { Target } from './target.ts';
import { serve } from './traffic.ts';

const DAY = 24 * 3600;
const SEEDS = [1, 2, 3, 4];

const ups = (policy: Policy, rate: number, seed: number): number => {
  const target = new Target(policy, 2);
  serve(target, { seed, rate, share: 0.95, seconds: DAY });
  return target.steps.filter(({ from, to }) => to > from).length;
};

describe.each([
  ['deploy/operator/kad.yaml', kad],
  ['the defaults, objective 90 %', { ...flags, objective: 0.9 }],
])('%s', (_name, policy) => {
  // What a few slow requests have taught makes the next one a breach: up to 62 a day.
  test.fails.each([0.1])('%d requests a second', (rate) => {
    for (const seed of SEEDS) expect(ups(policy, rate, seed)).toBeLessThanOrEqual(1);
  });
});
