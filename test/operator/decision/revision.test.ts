/** A new version of the app: what was learned of the old one is a guess that its own measurements overrule. */
import { describe, expect, test } from 'vitest';
import { counted, kad } from './world/examples.ts';
import { Target } from './world/target.ts';

/** Serves: `carries` is what a replica carries, 25 in the old version. */
function serve(target: Target, seconds: number, rate: number, carries: number, revision: string): void {
  for (let second = 0; second < seconds; second++) {
    const pods = { pods: target.replicas, known: target.replicas };
    const carried = target.replicas * carries >= rate;
    target.observe({
      revision,
      signal: carried ? counted(1, rate, 0.12, pods) : counted(0.2, rate, 2, pods),
    });
  }
}

/** Has tried two of three at 60 a second, and knows better. */
function wiser(): Target {
  const target = new Target(kad, 3);
  serve(target, 2 * 3600, 60, 25, '1');
  expect(target.replicas).toBe(3);
  return target;
}

const downs = (target: Target): number => target.steps.filter(({ from, to }) => to < from).length;

describe('a rollout', () => {
  test('of the same app: what was wrong is tried once by each version, and not soon', () => {
    const target = wiser();
    const before = downs(target);
    serve(target, 1500, 60, 25, '2');
    expect(downs(target)).toBe(before);
    serve(target, 6 * 3600, 60, 25, '2');
    expect(downs(target)).toBeLessThanOrEqual(before + 1);
    expect(target.replicas).toBe(3);
  });

  test('of an app that carries twice as much: found out within hours of a lighter load', () => {
    const target = wiser();
    serve(target, 600, 30, 60, '2');
    serve(target, 6 * 3600, 50, 60, '2');
    expect(target.replicas).toBeLessThanOrEqual(2);
  });

  test('of an app that carries twice as much: what was too much for the old one is tried', () => {
    const target = wiser();
    serve(target, 6 * 3600, 90, 60, '2');
    expect(target.replicas).toBe(2);
  });

  test('of an app that carries half: it gets what it needs', () => {
    const target = wiser();
    serve(target, 600, 60, 13, '2');
    expect(target.replicas).toBe(5);
    serve(target, 2 * 3600, 60, 13, '2');
    expect(target.replicas).toBe(5);
  });

  test('makes little of what much was measured', () => {
    const seconds = ({ memory }: Target): number =>
      [...memory.capacity.measured.values()].reduce((sum, each) => sum + each.seconds, 0);
    const target = wiser();
    const before = seconds(target);
    serve(target, 1, 60, 25, '2');
    expect(seconds(target)).toBeLessThan(before / 2);
    expect(seconds(target)).toBeGreaterThan(0);
  });

  test('begins the calm and the evidence anew', () => {
    const target = wiser();
    target.observe({ revision: '2', signal: counted(0.2, 60, 2, { pods: 3, known: 3 }) });
    expect(target.replicas).toBe(3);
    expect(Math.max(...target.memory.evidence)).toBe(0);
    expect(target.memory.quietSince).toBe(target.now);
  });
});
