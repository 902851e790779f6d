/** The simulated cluster is as slow as queueing theory says. */
import { describe, expect, test } from 'vitest';
import { Cluster } from '../../../bench/operator/cluster.ts';
import type { App } from '../../../bench/operator/cluster.ts';
import { capacityOf, shareWithin } from '../../../bench/operator/queueing.ts';
import { randomFrom } from '../../../bench/operator/random.ts';

const app = (more: Partial<App> = {}): App => ({
  kind: 'queue',
  workers: 4,
  service: 0.3,
  base: 0,
  startup: 1,
  patience: 100,
  ...more,
});

/** Requests come at random to `replicas`; of those that end within `seconds` the share within the threshold. */
function measured(app: App, rate: number, threshold: number, replicas = 1, seconds = 20_000): number {
  const { even, exponential } = randomFrom(11);
  const cluster = new Cluster(app, threshold, replicas);
  const ended = { total: 0, fast: 0, latency: 0 };
  let [total, fast, next] = [0, 0, 0];
  for (let second = 0; second < seconds; second++) {
    for (; next < second + 1; next += exponential(1 / rate)) cluster.arrive(next, even(), exponential(1));
    cluster.take(second, ended);
    total += ended.total;
    fast += ended.fast;
  }
  return fast / total;
}

describe('the formula of Erlang C', () => {
  test.each([
    ['four workers, half busy', app(), 6.7, 1, 1],
    ['four workers, nine tenths busy', app(), 12, 1, 1],
    ['three replicas of them', app(), 30, 1, 3],
    ['one processor, two thirds busy', app({ kind: 'cpu', workers: 1, service: 0.1 }), 6.7, 0.5, 1],
    ['eight workers, a short threshold', app({ workers: 8, service: 0.5 }), 14, 0.7, 1],
    ['somebody else’s latency', app({ kind: 'io', service: 0.05, base: 0.08 }), 50, 0.2, 1],
  ])('%s', (_what, app, rate, threshold, replicas) => {
    const expected = shareWithin(app, rate / replicas, threshold);
    expect(Math.abs(measured(app, rate, threshold, replicas) - expected)).toBeLessThan(0.02);
  });

  test('M/M/1 is exponential: 1 − e^(−(μ−λ)t)', () => {
    const one = app({ kind: 'cpu', workers: 1, service: 0.1 });
    expect(shareWithin(one, 6, 0.5)).toBeCloseTo(1 - Math.exp(-4 * 0.5), 6);
  });

  test('the capacity is where the objective is just kept', () => {
    const rate = capacityOf(app(), 1, 0.9);
    expect(shareWithin(app(), rate, 1)).toBeCloseTo(0.9, 3);
    expect(rate).toBeLessThan(4 / 0.3);
    expect(capacityOf(app({ kind: 'io', base: 0.08 }), 0.5, 0.9)).toBe(Infinity);
  });
});

describe('replicas', () => {
  test('a new one serves when it has started, and no sooner', () => {
    const cluster = new Cluster(app({ startup: 30 }), 1, 1);
    cluster.scale(3, 100);
    expect([cluster.replicas, cluster.ready(129), cluster.ready(130)]).toEqual([3, 1, 3]);
  });

  test('the youngest go first', () => {
    const cluster = new Cluster(app({ startup: 30 }), 1, 2);
    cluster.scale(3, 100);
    cluster.scale(2, 101);
    expect(cluster.ready(101)).toBe(2);
  });

  test('who is not served within the patience counts as slow', () => {
    const cluster = new Cluster(app({ workers: 1, base: 1, service: 0, patience: 2 }), 1, 1);
    for (let i = 0; i < 10; i++) cluster.arrive(0.5, 0, 0);
    const all = { total: 0, fast: 0, latency: 0 };
    for (let second = 0; second < 20; second++) {
      const ended = { total: 0, fast: 0, latency: 0 };
      cluster.take(second, ended);
      all.total += ended.total;
      all.fast += ended.fast;
    }
    expect(all).toMatchObject({ total: 10, fast: 1 });
  });
});
