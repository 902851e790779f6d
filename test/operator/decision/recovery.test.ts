/** A step takes effect after a while: until then it is not made again, and not for ever. */
import { describe, expect, test } from 'vitest';
import { counted, kad, requests } from './examples.ts';
import { Result, slow } from './scenario.ts';
import { Target } from './target.ts';

const wide = { ...kad, max: 20 };

/** All slow for ten seconds, a step, and all of them ready. */
function stepped(): Target {
  const target = new Target(wide);
  target.during(10, { signal: counted(0, 76, 2) });
  expect(target.steps.length).toBe(1);
  // The replicas that are new take part at once.
  target.during(wide.cooldown, {
    signal: counted(0, 76, 2, { pods: target.replicas, known: target.replicas }),
  });
  return target;
}

describe('after a step up', () => {
  test('latency that falls is waited for', () => {
    const target = stepped();
    const before = target.steps.length;
    for (let mean = 2; mean > 0.6; mean *= 0.85) {
      // The window holds what was before: its mean is behind.
      const signal = counted(0.5, 76, mean * 1.5, { fresh: requests(76, 38, mean) });
      expect(target.observe({ signal }).reason).not.toBe('ObjectiveMissed');
    }
    expect(target.steps.length).toBe(before);
  });

  test('latency that stays as bad asks for more, and reaches the maximum', () => {
    const target = stepped();
    for (let second = 0; second < 900; second++)
      target.observe({ signal: counted(0, 76, 2, { pods: target.replicas, known: target.replicas }) });
    expect(target.replicas).toBe(wide.max);
  });

  test('latency that grows is not waited for', () => {
    const target = stepped();
    const { replicas } = target;
    let mean = 2;
    const grows = () =>
      counted(0, 76, (mean += 0.2), { pods: replicas, known: replicas, fresh: requests(76, 76, mean + 1) });
    for (let second = 0; second < 120 && target.replicas === replicas; second++)
      target.observe({ signal: grows() });
    expect(target.replicas).toBeGreaterThan(replicas);
  });
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
