/** What was given back and is needed after all is the exception: once while a load falls, and not while it rises. */
import { describe, expect, test } from 'vitest';
import { bound } from '../../../src/operator/decision/breach.ts';
import { levelled } from '../../../src/operator/decision/level.ts';
import { NO_LOAD } from '../../../src/operator/decision/load/load.ts';
import { NO_MEMORY } from '../../../src/operator/decision/memory.ts';
import { counted, kad, seen } from './world/examples.ts';
import { Target } from './world/target.ts';

const CARRIES = 25;

/** Serves so many requests a second for so long. */
function serve(target: Target, seconds: number, rate: (second: number) => number): void {
  for (let i = 0; i < seconds; i++) {
    const { replicas } = target;
    const pods = { pods: replicas, known: replicas };
    const carried = replicas * CARRIES >= rate(i);
    target.observe({ signal: carried ? counted(1, rate(i), 0.12, pods) : counted(0.2, rate(i), 2, pods) });
  }
}

describe('three of four were tried at 80 requests a second, and four are needed', () => {
  const tried = (): Target => {
    const target = new Target(kad, 4);
    serve(target, 3600, () => 80);
    expect(target.steps.map(({ to }) => to)).toEqual([3, 4]);
    return target;
  };

  test('when the load has fallen, those that are left have room', () => {
    const target = tried();
    serve(target, 900, () => 36);
    // Two would carry it.
    expect(target.replicas).toBe(3);
    serve(target, 900, () => 25);
    expect(target.replicas).toBe(2);
  });

  test('until it has risen: then as few as can', () => {
    const target = tried();
    serve(target, 3600, () => 36);
    serve(target, 300, () => 50);
    serve(target, 1800, () => 36);
    expect(target.replicas).toBe(2);
  });
});

test('what was given back while the load fell was given back at what it fell to', () => {
  const steady = { total: 300, seconds: 60 };
  const { gaveBack } = levelled({ gaveBack: { rate: 10 } }, { ...NO_LOAD, steady });
  expect(gaveBack).toEqual({ rate: 5 });
});

test('a lull of some seconds is no time to give back while the load rises', () => {
  const target = new Target({ ...kad, max: 12, stabilization: 30 }, 4);
  const lull = (second: number): boolean => second >= 700 && second < 715;
  serve(target, 715, (second) => (lull(second) ? 0.4 : 1) * 0.05 * second);
  expect(target.replicas).toBe(4);
});

test('after that, far from what is too much, chance is the likelier cause of slow requests', () => {
  const enough = (limit: number): number => {
    const load = { ...NO_LOAD, asked: { total: 400, seconds: 10 } };
    const level = { careful: true };
    return bound(kad, seen(), { ...NO_MEMORY, load, level, capacity: { measured: new Map(), limit } });
  };
  // Each of the two is asked for 20 a second.
  expect(enough(25)).toBeLessThan(enough(40));
  expect(enough(22)).toBeLessThan(enough(25));
});
