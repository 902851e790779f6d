/** A step takes effect after a while: until then it is not made again, and not for ever. */
import { describe, expect, test } from 'vitest';
import { counted, kad } from './world/examples.ts';
import { Result, slow } from './world/scenario.ts';
import { Target } from './world/target.ts';
import { Described } from './world/traffic.ts';

const wide = { ...kad, max: 20 };
const missed = { rate: 76, share: 0, mean: 2 };

/** A total miss until the first step up. */
function stepped(): { target: Target; traffic: Described } {
  const target = new Target(wide);
  const traffic = new Described(target);
  while (target.steps.length === 0) traffic.second(missed);
  return { target, traffic };
}

describe('after a step up', () => {
  test('nothing is done while latency falls', () => {
    const { target, traffic } = stepped();
    for (let mean = 4; mean > 0.3; mean *= 0.85)
      traffic.second({ rate: 76, share: mean > 1 ? 0 : 0.5, mean });
    expect(target.steps.length).toBe(1);
  });

  test('latency that stays as bad asks for more, and reaches the maximum', () => {
    const { target, traffic } = stepped();
    for (let second = 0; second < 600; second++) traffic.second(missed);
    expect(target.replicas).toBe(wide.max);
  });

  test('latency that grows is not waited for', () => {
    const { target, traffic } = stepped();
    for (let mean = 2; mean < 10; mean += 0.2) traffic.second({ ...missed, mean });
    expect(target.steps.length).toBeGreaterThan(1);
  });
});

test('users who wait for their answers leave no queue that ends: more are asked for within a minute', () => {
  const target = new Target({ ...wide, maxStep: 1 }, 1);
  const traffic = new Described(target);
  while (target.steps.length === 0) traffic.second({ rate: 40, share: 0, mean: 1 });
  // Twice as many serve twice as much, but for what chance takes.
  for (let second = 0; second < 60; second++) traffic.second({ rate: 79.6, share: 0.75, mean: 0.5 });
  expect(target.steps.length).toBeGreaterThan(1);
});

describe('three work off what two had queued up, with a little to spare', () => {
  /** Seconds until a fourth is asked for, at most 45. */
  const waited = (mean: (second: number) => number): number => {
    const target = new Target({ ...wide, maxStep: 1 });
    const traffic = new Described(target);
    while (target.steps.length === 0) traffic.second(missed);
    for (let second = 0; second < 45; second++) {
      traffic.second({ rate: 100, share: 0.6, mean: mean(second) });
      if (target.steps.length > 1) return second;
    }
    return Infinity;
  };

  test('a queue that shrinks is waited for, however slowly', () => {
    expect(waited((second) => 2 - 0.04 * second)).toBe(Infinity);
  });

  test('one that does not is not', () => {
    expect(waited(() => 2)).toBeLessThanOrEqual(20);
  });
});

test('what was missed by fewer replicas is no evidence against more of them', () => {
  const { target, traffic } = stepped();
  expect(Math.max(...target.memory.evidence)).toBeGreaterThan(0);
  traffic.second(missed);
  expect(Math.max(...target.memory.evidence)).toBe(0);
});

test('a step that has put an end to it teaches what was too much', () => {
  const { target, traffic } = stepped();
  const { exceeded } = target.memory;
  for (let second = 0; second < 60; second++) traffic.second({ rate: 76, share: 1, mean: 0.12 });
  expect(exceeded).toBeUndefined();
  // 76 a second by two of them.
  expect(target.memory.exceeded!.rate).toBeCloseTo(38, 0);
});

test('a jump to what two carry, as one has queued it up: the third is not needed', () => {
  // From the first second on, so that the queue is short.
  const result = new Result({
    policy: wide,
    app: { ...slow, patience: 3 },
    rate: (at) => (at < 120 ? 10 : 60),
    start: 1,
    hours: 0.25,
  });
  expect(result.run.most).toBeLessThanOrEqual(3);
});

test('a step down that was wrong is taken back at once, whole', () => {
  const target = new Target(kad, 3);
  const carried = (): boolean => target.replicas >= 3;
  for (let second = 0; second < 4000 && target.steps.length < 2; second++) {
    const pods = { pods: target.replicas, known: target.replicas };
    target.observe({ signal: carried() ? counted(1, 60, 0.12, pods) : counted(0.2, 60, 2, pods) });
  }
  const [down, up] = target.steps;
  expect(down).toMatchObject({ from: 3 });
  expect(up).toMatchObject({ from: down!.to, to: 3 });
  expect(up!.at - down!.at).toBeLessThanOrEqual(kad.cooldown + 3);
});

test('and is not made again at that load, for hours', () => {
  const target = new Target(kad, 3);
  for (let second = 0; second < 6 * 3600; second++) {
    const pods = { pods: target.replicas, known: target.replicas };
    target.observe({ signal: target.replicas >= 3 ? counted(1, 60, 0.12, pods) : counted(0.2, 60, 2, pods) });
  }
  expect(target.steps.filter(({ from, to }) => to < from).length).toBe(1);
  expect(target.replicas).toBe(3);
});

test('but at half of it: it was that load that was too much', () => {
  const target = new Target(kad, 3);
  const second = (rate: number): void => {
    const pods = { pods: target.replicas, known: target.replicas };
    const carried = target.replicas * 25 >= rate;
    target.observe({ signal: carried ? counted(1, rate, 0.12, pods) : counted(0.2, rate, 2, pods) });
  };
  for (let i = 0; i < 2 * 3600; i++) second(60);
  expect(target.replicas).toBe(3);
  for (let i = 0; i < 3600; i++) second(30);
  expect(target.replicas).toBe(2);
});
