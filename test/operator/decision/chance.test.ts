/** Few requests scatter from minute to minute: the objective may be met on average, and missed in many of them. */
import { describe, expect, test } from 'vitest';
import { learn } from '../../../src/operator/decision/capacity.ts';
import { forecast } from '../../../src/operator/decision/fewer.ts';
import { NO_LOAD } from '../../../src/operator/decision/load/load.ts';
import { NO_MEMORY } from '../../../src/operator/decision/memory.ts';
import type { Capacity } from '../../../src/operator/decision/memory.ts';
import { counted, kad, seen } from './world/examples.ts';
import { NOON } from './world/target.ts';

const UNKNOWN: Capacity = { measured: new Map() };

describe('one replica of two had 6.5 % slow requests under the whole load, where 10 % are allowed', () => {
  /**
   * How many are enough for so many requests a second, by twenty minutes under as many, half as many, and more.
   * @param half the share of slow requests under half as many
   */
  const enough = (rate: number, half = 0.03): number => {
    const minutes = (each: number, slow: number) => ({
      ready: 1,
      total: 1200 * each,
      slow: 1200 * each * slow,
      seconds: 1200,
    });
    const measured = [
      minutes(rate / 2, half),
      minutes(rate, 0.065),
      minutes(1.3 * rate, 0.09),
      minutes(2 * rate, 0.6),
    ];
    const capacity = measured.reduce((known, each) => learn(kad, known, each, NOON), UNKNOWN);
    const load = {
      ...NO_LOAD,
      peak: { seconds: 0, now: rate, before: rate },
      asked: { total: 60 * rate, seconds: 60 },
      latest: { total: 10 * rate, slow: 0, latency: rate, seconds: 10 },
    };
    const signal = counted(1, rate);
    return forecast(kad, seen({ signal }), { ...NO_MEMORY, capacity, load }, NOON).replicas;
  };

  test('at 3 a second the two stay: 180 a minute miss the objective by chance in many minutes', () =>
    expect(enough(3)).toBe(2));
  test('but not where as many are slow under half the load: more replicas would not help', () =>
    expect(enough(3, 0.06)).toBe(1));
  test('at 30 a second one is enough: 1800 a minute hardly scatter', () => expect(enough(30)).toBe(1));
});
