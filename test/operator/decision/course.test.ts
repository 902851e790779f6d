/** Where the load is going, and what of it is hidden in a queue. */
import { describe, expect, test } from 'vitest';
import {
  NO_COURSE,
  arriving,
  falling,
  followed,
  risingTo,
} from '../../../src/operator/decision/load/course.ts';
import type { Course } from '../../../src/operator/decision/load/course.ts';
import { kad } from './world/examples.ts';

/** Scraped each 5 s: so many requests a second, of so much latency. */
const after = (
  seconds: number,
  rate: (at: number) => number,
  latency: (at: number) => number = () => 0.1,
  before: Course = NO_COURSE,
): Course => {
  let course = before;
  for (let at = 0; at < seconds; at += 5) {
    const total = 5 * rate(at);
    course = followed(kad, course, { total, latency: total * latency(at), seconds: 5 });
  }
  return course;
};

describe('the load in a minute', () => {
  test('of a ramp: within a tenth', () => {
    const rate = risingTo(
      kad,
      after(900, (at) => 20 + 0.05 * at),
      60,
    );
    expect(rate).toBeGreaterThan(0.9 * (20 + 0.05 * 960));
    expect(rate).toBeLessThan(1.1 * (20 + 0.05 * 960));
  });

  test('of one that stays or falls: it does not rise', () => {
    expect(
      risingTo(
        kad,
        after(900, () => 20),
        60,
      ),
    ).toBeUndefined();
    expect(
      risingTo(
        kad,
        after(300, (at) => 20 - 0.05 * at),
        60,
      ),
    ).toBeUndefined();
  });

  test('falls, but not by chance', () => {
    expect(falling(after(300, (at) => 20 - 0.05 * at))).toBe(true);
    expect(falling(after(300, (at) => 20 + 0.05 * at))).toBe(false);
    expect(falling(after(300, (at) => (at % 10 === 0 ? 18 : 22)))).toBe(false);
  });

  test('after a jump: a jump is not a course', () => {
    const jump = after(300, (at) => (at < 200 ? 10 : 40));
    expect(risingTo(kad, jump, 60)).toBeUndefined();
  });

  test('grows by a quarter at most', () => {
    const steep = after(300, (at) => 20 + 0.1 * at);
    expect(risingTo(kad, steep, 1e6)).toBeLessThanOrEqual(1.25 * risingTo(kad, steep, 0)!);
  });
});

describe('what comes', () => {
  test('is what is answered, while nobody waits', () => {
    expect(
      arriving(
        kad,
        after(60, () => 20),
        20,
      ),
    ).toBeCloseTo(20);
  });

  test('is twice as much where latency grows by half a second each second', () => {
    const queue = after(
      60,
      () => 20,
      (at) => 1 + at / 2,
    );
    expect(arriving(kad, queue, 20)).toBeCloseTo(40);
  });

  test('is at most four times as much', () => {
    const queue = after(
      60,
      () => 20,
      (at) => 1 + 5 * at,
    );
    expect(arriving(kad, queue, 20)).toBeCloseTo(80);
  });
});
