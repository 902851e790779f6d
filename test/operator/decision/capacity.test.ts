/** What a replica can carry, as learned from calm and from missed objectives. */
import { describe, expect, test } from 'vitest';
import { guess, learn, recalled } from '../../../src/operator/decision/capacity.ts';
import type { Capacity } from '../../../src/operator/decision/memory.ts';
import { kad } from './world/examples.ts';
import { NOON } from './world/target.ts';

const NOTHING: Capacity = { measured: new Map() };

/** Two replicas are asked so often each, for so long; `slow` is the share of slow requests. */
const after = (known: Capacity, rate: number, slow: number, seconds = 300, now = NOON): Capacity => {
  const total = 2 * rate * seconds;
  return learn(kad, known, { ready: 2, total, slow: total * slow, seconds }, now);
};

/** Within a tenth. */
const about = (actual: number | undefined, expected: number): void => {
  expect(actual).toBeGreaterThan(expected * 0.9);
  expect(actual).toBeLessThan(expected * 1.1);
};

describe('learning', () => {
  test('calm teaches what was carried, and no limit', () => {
    const { carried, limit, tooMuch } = after(NOTHING, 30, 0);
    about(carried, 30);
    expect([limit, tooMuch]).toEqual([undefined, undefined]);
  });

  test('a missed objective teaches what is too much', () => {
    const { carried, limit, tooMuch } = after(NOTHING, 40, 0.8);
    expect(carried).toBeUndefined();
    about(tooMuch, 40);
    expect(limit).toBeLessThan(tooMuch!);
  });

  test('between the two lies the limit, whichever came first', () => {
    for (const known of [after(after(NOTHING, 20, 0), 40, 0.5), after(after(NOTHING, 40, 0.5), 20, 0)]) {
      about(known.carried, 20);
      about(known.tooMuch, 40);
      expect(known.limit).toBeGreaterThan(known.carried!);
      expect(known.limit).toBeLessThan(known.tooMuch!);
    }
  });

  test('the more measurements, the nearer: the truth is 38', () => {
    let known = NOTHING;
    for (let i = 0; i < 40; i++) {
      const rate = 25 + (i % 20);
      known = after(known, rate, rate > 38 ? 0.4 : 0.02, 120);
    }
    expect(known.limit).toBeGreaterThan(38 * 0.85);
    expect(known.limit).toBeLessThan(38 * 1.1);
  });

  test('the most that was carried counts, not the average', () => {
    about(after(after(NOTHING, 20, 0.01, 1200), 36, 0.01, 1200).carried, 36);
  });

  test('a slow stretch at few requests does not outweigh many at more of them', () => {
    let known = after(NOTHING, 30, 0.01, 3000);
    known = after(known, 15, 0.5, 10);
    about(known.carried, 30);
    expect(known.limit).toBeUndefined();
  });

  test('nothing from a handful of requests, none, or no replicas', () => {
    for (const measuring of [
      { ready: 2, total: 3, slow: 3, seconds: 60 },
      { ready: 2, total: 0, slow: 0, seconds: 60 },
      { ready: 0, total: 100, slow: 0, seconds: 60 },
      { ready: 2, total: 100, slow: 0, seconds: 0 },
    ])
      expect(learn(kad, NOTHING, measuring, NOON)).toEqual(NOTHING);
  });

  test('it is forgotten after a day', () => {
    const old = after(NOTHING, 40, 0.8);
    expect(after(old, 10, 0, 300, NOON + 23 * 3600).tooMuch).toBeDefined();
    expect(after(old, 10, 0, 300, NOON + 25 * 3600).tooMuch).toBeUndefined();
  });

  test('what was known stays as it was', () => {
    const known = after(NOTHING, 20, 0);
    const copy = structuredClone(known);
    after(known, 40, 0.5);
    expect(known).toEqual(copy);
  });
});

describe('another version of the app', () => {
  const old = after(after(NOTHING, 20, 0, 3000), 40, 0.6, 3000);

  test('is taken for as good as the old one', () => {
    const { carried, tooMuch } = guess(kad, old);
    about(carried, 20);
    about(tooMuch, 40);
  });

  test('until it is measured: a faster one', () => {
    let known = guess(kad, old);
    for (let i = 0; i < 5; i++) known = after(known, 40, 0.01, 300);
    about(known.carried, 40);
    expect(known.tooMuch).toBeUndefined();
  });

  test('until it is measured: a slower one', () => {
    let known = guess(kad, old);
    for (let i = 0; i < 5; i++) known = after(known, 20, 0.6, 300);
    expect(known.limit).toBeLessThan(21);
    expect(known.carried ?? 0).toBeLessThan(21);
  });

  test('the old one would not be overruled so soon', () => {
    expect(after(old, 40, 0.01, 300).tooMuch).toBeDefined();
  });
});

describe('what a status has kept', () => {
  test('is recalled as it was', () => {
    const known = recalled({ requestsPerSecondPerReplica: 31, carried: 28, tooMuch: 40 }, NOON);
    expect(known).toMatchObject({ carried: 28, limit: 31, tooMuch: 40 });
  });

  test.each([{}, { carried: -1 }, { carried: NaN, tooMuch: 0 }])('%o teaches nothing', (learned) => {
    expect(recalled(learned, NOON).measured.size).toBe(0);
  });

  test('is overruled by measurements, as a guess is', () => {
    let known = recalled({ requestsPerSecondPerReplica: 31, carried: 28, tooMuch: 40 }, NOON);
    for (let i = 0; i < 5; i++) known = after(known, 40, 0.01, 300);
    about(known.carried, 40);
  });
});
