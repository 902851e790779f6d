/** A step before the objective is missed: of what was learned, on a load that rises, and only then. */
import { describe, expect, test } from 'vitest';
import { learn } from '../../../src/operator/decision/capacity.ts';
import { NO_MEMORY } from '../../../src/operator/decision/memory.ts';
import { counted, kad } from './world/examples.ts';
import { NOON, Target } from './world/target.ts';

const policy = { ...kad, max: 12, window: 40, cooldown: 40, stabilization: 60 };
const CARRIES = 25;

/** Serves so many requests a second; each replica carries 25. */
function second(target: Target, rate: number, mean = 0.1) {
  const { replicas } = target;
  const carried = replicas * CARRIES >= rate;
  return target.observe({
    startup: 30,
    signal: counted(carried ? 1 : 0.2, rate, carried ? mean : 2, { pods: replicas, known: replicas }),
  });
}

/** Rises by so many requests a second in each second; gives what was decided upon at each step. */
function ramp(target: Target, from: number, slope: number, seconds: number) {
  const reasons: string[] = [];
  for (let i = 0; i < seconds; i++) {
    const decision = second(target, from + slope * i);
    if (target.steps.at(-1)?.at === target.now) reasons.push(decision.reason);
  }
  return reasons;
}

/** Knows what a replica carries, and that more was once too much. */
function wiser(replicas = 1): Target {
  let capacity = NO_MEMORY.capacity;
  for (const [rate, slow] of [
    [22, 0],
    [28, 0.5],
  ] as const)
    capacity = learn(
      policy,
      capacity,
      { ready: 1, total: rate * 300, slow: slow * rate * 300, seconds: 300 },
      NOON,
    );
  return new Target(policy, replicas, { ...NO_MEMORY, capacity, exceeded: { rate: 28, at: NOON } });
}

describe('a load that rises', () => {
  test('is met before the objective is missed, one replica at a time', () => {
    const target = wiser();
    const reasons = ramp(target, 5, 0.05, 2000);
    expect(new Set(reasons)).toEqual(new Set(['LoadRises']));
    // 105 a second in the end: five carry it, six do with a tenth to spare.
    expect(target.replicas).toBeGreaterThanOrEqual(5);
    expect(target.replicas).toBeLessThanOrEqual(6);
    expect(target.steps.every(({ from, to }) => to === from + 1)).toBe(true);
  });

  test('is met one replica at a time as well where a few wait for long: that is no queue yet', () => {
    const target = wiser();
    for (let i = 0; i < 2000; i++) second(target, 5 + 0.05 * i, i % 20 < 10 ? 0.1 : 0.1 * (i % 20));
    expect(target.steps.every(({ from, to }) => to === from + 1)).toBe(true);
  });

  test('is left alone where nothing was ever too much', () => {
    const target = wiser();
    delete target.memory.exceeded;
    expect(ramp(target, 5, 0.05, 390)).not.toContain('LoadRises');
  });

  test('of another version is: what is known of the old one is a guess', () => {
    const target = wiser();
    target.memory = { ...target.memory, capacity: { ...target.memory.capacity, guessed: true } };
    expect(ramp(target, 5, 0.05, 390)).not.toContain('LoadRises');
  });

  test('is no reason at the maximum', () => {
    const target = wiser();
    ramp(target, 5, 0.05, 8000);
    expect(target.replicas).toBe(policy.max);
  });
});

test('a load that stays is no reason, however close to the limit', () => {
  const target = wiser();
  ramp(target, 5, 0.05, 350);
  const before = target.steps.length;
  for (let i = 0; i < 3600; i++) second(target, 22);
  expect(target.steps.length - before).toBeLessThanOrEqual(1);
});
