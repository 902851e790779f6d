/** Chance is no breach, and a breach is not put down to chance. */
import { describe, expect, test } from 'vitest';
import { bound } from '../../../src/operator/decision/breach.ts';
import { decide } from '../../../src/operator/decision/decide.ts';
import { NO_EVIDENCE, certainty, strength, weigh } from '../../../src/operator/decision/evidence.ts';
import { recalled } from '../../../src/operator/decision/capacity.ts';
import { NO_COURSE, followed } from '../../../src/operator/decision/load/course.ts';
import type { Course } from '../../../src/operator/decision/load/course.ts';
import { NO_LOAD } from '../../../src/operator/decision/load/load.ts';
import { NO_MEMORY } from '../../../src/operator/decision/memory.ts';
import type { Memory } from '../../../src/operator/decision/memory.ts';
import type { Counted } from '../../../src/operator/decision/observation.ts';
import { asked, counted, flags, kad, nobody, requests, seen } from './world/examples.ts';
import { NOON, Target } from './world/target.ts';

/** All that was asked for in the whole window, in its last second. */
const only = (total: number, slow: number): Counted =>
  counted(0, 0, 0, { window: requests(total, slow), fresh: requests(total, slow) });

describe('the weight of requests', () => {
  const { objective } = kad;
  const after = (slow: number, fast: number, before = NO_EVIDENCE): number =>
    strength(weigh(kad, before, slow, fast, Infinity));

  test('slow ones speak for a breach, fast ones against it', () => {
    expect(after(1, 0)).toBeGreaterThan(0);
    expect(after(2, 0)).toBeGreaterThan(after(1, 0));
    expect(after(2, 5)).toBeLessThan(after(2, 0));
  });

  test('as many slow ones as the objective allows come to nothing', () => {
    let evidence = NO_EVIDENCE;
    for (let i = 0; i < 1000; i++)
      evidence = weigh(kad, evidence, 10 * (1 - objective), 10 * objective, Infinity);
    expect(strength(evidence)).toBe(0);
  });

  test('a long time of fast ones is no credit for slow ones', () => {
    const calm = weigh(kad, NO_EVIDENCE, 0, 1_000_000, Infinity);
    expect(strength(weigh(kad, calm, 5, 0, Infinity))).toBe(after(5, 0));
  });

  test('the more requests a second, the more chances there are to be wrong', () => {
    expect(certainty(100)).toBeGreaterThan(certainty(1));
    for (const rate of [0, NaN, -1, Infinity]) expect(certainty(rate)).toBeGreaterThan(0);
  });
});

describe('one slow request is no breach', () => {
  test.each([
    [0.9, 1],
    [0.99, 10],
    [0.999, 100],
    [1, 1000],
  ])('objective %d: of %d', (objective, total) => {
    const target = new Target({ ...kad, objective, scaleDownAbove: Math.max(0.95, objective) });
    target.observe({ signal: only(total, 1) });
    for (let i = 0; i < 5; i++)
      target.observe({ signal: counted(1 - 1 / total, 0, 0, { window: requests(total, 1) }) });
    expect(target.steps).toEqual([]);
  });

  test('of one, where the query is one’s own', () => {
    const target = new Target(kad);
    target.during(60, { signal: nobody });
    target.during(kad.window, { signal: asked(0) });
    expect(target.steps.filter(({ from, to }) => to > from)).toEqual([]);
  });

  test('of one, whatever was learned of what is too much', () => {
    const capacity = recalled({ carried: 0.05, requestsPerSecondPerReplica: 0.055, tooMuch: 0.06 }, NOON);
    const memory = { ...NO_MEMORY, at: NOON - 1, replicas: 1, ready: 1, revision: '1', capacity };
    const { replicas } = decide(kad, seen({ replicas: 1, signal: only(1, 1) }), memory, NOON);
    expect(replicas).toBe(1);
  });
});

describe.each([
  ['deploy/operator/kad.yaml', kad],
  ['the README’s flags', flags],
])('a total miss, %s', (_name, policy) => {
  test.each([
    ['from the start', 0],
    ['after an hour within the objective', 3600],
  ])('at 38 requests a second: within two seconds, %s', (_when, before) => {
    const target = new Target({ ...policy, min: 2 });
    target.during(before, { signal: counted(0.97, 38) });
    // The window still holds what was before.
    const [share, mean] = before === 0 ? [0, 2] : [0.7, 0.3];
    const signal = counted(share, 38, mean, { fresh: requests(38, 38, 2) });
    expect(target.until('ObjectiveMissed', 10, { signal })).toBeLessThanOrEqual(2);
  });

  test('at 0.3 requests a second: within a minute', () => {
    const target = new Target(policy, 1);
    let seconds = 1;
    for (; seconds <= 120; seconds++) {
      const now = seconds % 3 === 0 ? 1 : 0;
      const signal = counted(0, 0, 0, { window: requests(3, 3, 2), fresh: requests(now, now, 2) });
      if (target.observe({ signal }).reason === 'ObjectiveMissed') break;
    }
    expect(seconds).toBeLessThanOrEqual(60);
  });
});

test('a slight miss is certain in the end: 85 % of 10 requests a second, objective 90 %', () => {
  const target = new Target(kad);
  expect(target.until('ObjectiveMissed', 600, { signal: counted(0.85, 10) })).toBeLessThanOrEqual(120);
});

test('what doubtful requests were, nobody knows: they are no evidence', () => {
  const all = { total: 100, fast: 0, doubtful: 100, latency: 50 };
  const target = new Target(kad);
  target.during(300, { signal: counted(1, 0, 0, { window: all, fresh: all }) });
  expect(target.steps.filter(({ from, to }) => to > from)).toEqual([]);
});

test('half of them doubtful, 12 of 100 certainly slow: no more certain than 12 of 100', () => {
  const all = { total: 100, fast: 40, doubtful: 48, latency: 40 };
  const target = new Target(kad);
  expect(target.observe({ signal: counted(1, 0, 0, { window: all, fresh: all }) }).replicas).toBe(2);
});

test('requests of pods that nobody has measured count as fast', () => {
  const half = counted(0.86, 40, 0.3, { pods: 2, known: 1 });
  const target = new Target(kad);
  target.during(300, { signal: half });
  expect(target.steps).toEqual([]);
});

describe('replicas near their capacity', () => {
  /** What the evidence must reach where each of two replicas has 95 % of its capacity. */
  const needed = (course: Course): number => {
    const load = { ...NO_LOAD, asked: { total: 400, seconds: 10 }, course };
    const memory: Memory = { ...NO_MEMORY, load, capacity: { measured: new Map(), limit: 21 } };
    return bound(kad, seen(), memory);
  };
  const after = (rate: (second: number) => number): Course => {
    let course = NO_COURSE;
    for (let second = 0; second < 600; second++)
      course = followed(kad, course, { total: rate(second), latency: 0, seconds: 1 });
    return course;
  };
  const unlearned = bound(kad, seen(), NO_MEMORY);

  test('little evidence is enough, whether the load stays or rises', () => {
    expect(needed(after(() => 40))).toBeLessThan(unlearned);
    expect(needed(after((second) => 20 + second / 30))).toBeLessThan(unlearned);
  });

  test('but not while the load falls: soon they will have less', () =>
    expect(needed(after((second) => 60 - second / 30))).toBe(unlearned));
});
