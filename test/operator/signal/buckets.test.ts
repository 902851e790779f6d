import { describe, expect, test } from 'vitest';
import { countersQuery, leOf } from '../../../src/operator/signal/question.ts';
import { quantile } from '../../../src/operator/signal/requests.ts';
import { SignalWorld } from './tsdb-prometheus.ts';
import { inEnglish } from '../../messages/in-english.ts';

/** Two pods with these buckets, each of which serves these latencies five times a second. */
async function pair(bounds: [string[], string[]], latencies: number[], thresholdMilliseconds: number) {
  const world = new SignalWorld({ thresholdMilliseconds });
  const pods = bounds.map((each, i) => world.pod(`kad-1-${i}`, each));
  await world.pass(5, () => {
    for (const pod of pods) for (const latency of latencies) pod.serve(5, latency);
  });
  return world;
}

describe('pods with different buckets', () => {
  test('all requests take 20 ms: all are fast', async () => {
    const world = await pair(
      [
        ['0.1', '0.5'],
        ['0.05', '0.3', '1'],
      ],
      [0.02],
      500,
    );
    expect(world.counted().window).toMatchObject({ total: 40, fast: 40, doubtful: 0 });
  });

  test('what lies between the bounds next to the threshold is doubtful, in its pod only', async () => {
    const world = await pair(
      [
        ['0.1', '0.5'],
        ['0.05', '0.3', '1'],
      ],
      [0.4],
      500,
    );
    expect(world.counted().window).toMatchObject({ total: 40, fast: 20, doubtful: 20 });
  });

  test('what is above the next bound is slow for certain', async () => {
    const world = await pair(
      [
        ['0.1', '0.5'],
        ['0.05', '0.3', '1'],
      ],
      [3],
      500,
    );
    expect(world.counted().window).toMatchObject({ total: 40, fast: 0, doubtful: 0 });
  });
});

describe('a threshold that is not a bound', () => {
  test('is no trouble where all is clear all the same', async () => {
    const world = await pair(
      [
        ['0.1', '0.5'],
        ['0.1', '0.5'],
      ],
      [0.02, 3],
      300,
    );
    expect(world.counted().window).toMatchObject({ total: 80, fast: 40, doubtful: 0 });
  });

  test('is said with the bounds there are where nothing is clear', async () => {
    const world = await pair(
      [
        ['0.1', '0.5'],
        ['0.1', '0.5'],
      ],
      [0.2],
      300,
    );
    expect(inEnglish(world.signal())).toMatchObject({
      state: 'unknown',
      cause: 'ThresholdNotABucket',
      detail: '300 ms is not a bucket bound of request_latency; there are 100, 500 ms',
    });
  });

  test('beyond the last bound', async () => {
    const world = await pair([['0.1'], ['0.1']], [0.02, 3], 500);
    expect(world.counted().window).toMatchObject({ total: 80, fast: 40, doubtful: 40 });
  });
});

test.each([
  [0.1, ['0.1']],
  [1, ['1', '1.0']],
  [30, ['30', '30.0']],
  [0.00001, ['1e-05', '1e-5', '1.0E-5', '0.00001']],
  [0.0025, ['0.0025', '2.5E-3', '2.5e-03']],
])('a bound of %d s may be written %j', (bound, texts) => {
  expect(leOf(bound)).toEqual(expect.arrayContaining(texts));
  expect(leOf(bound).map(Number)).toEqual(leOf(bound).map(() => bound));
});

test.each([
  ['1', 1000],
  ['1.0', 1000],
  ['1e-05', 0.01],
  ['0.00001', 0.01],
])('finds the bound written le="%s", in few pods and in many', async (le, thresholdMilliseconds) => {
  for (const count of [1, 60]) {
    const world = new SignalWorld({ thresholdMilliseconds });
    const pods = Array.from({ length: count }, (_, i) => world.pod(`kad-1-${i}`, [le, '10']));
    await world.pass(2, () => pods.forEach((pod) => pod.serve(1, Number(le))));
    expect(world.counted().window).toMatchObject({ total: count, fast: count, doubtful: 0 });
  }
});

test('after a new version of Prometheus both ways to write a bound are there for minutes', async () => {
  const world = new SignalWorld({ thresholdMilliseconds: 1000 });
  const pod = world.pod('kad-1-a', ['1', '2']);
  await world.pass(3, () => pod.serve(4, 0.7));
  // No mark says that the old series has ended.
  pod.bounds.splice(0, 1, '1', '1.0');
  await world.pass(3, () => pod.serve(4, 0.7));
  expect(world.counted().window).toMatchObject({ total: 20, fast: 20, doubtful: 0 });
});

describe('many pods', () => {
  const many = (world: SignalWorld, bounds?: string[], from = 0) =>
    Array.from({ length: 60 }, (_, i) => world.pod(`kad-1-${from + i}`, bounds));

  test('are asked for two bounds only', async () => {
    const world = new SignalWorld();
    const pods = many(world);
    await world.pass(3, () => pods.forEach((pod) => pod.serve(2, 0.3)));
    expect(world.counted()).toMatchObject({ window: { total: 240, fast: 240 }, pods: 60, known: 60 });
    expect(world.counted().quantiles).toBeUndefined();
    expect(world.prometheus.asked.at(-1)!.expression).toContain('le=~"[+]Inf|0[.]5"');
  });

  test('of which some have other bounds: these are found out, once', async () => {
    const world = new SignalWorld();
    const pods = [...many(world, ['0.1', '0.5', '1']), ...many(world, ['0.1', '0.25', '2', '5'], 100)];
    await world.pass(1, () => pods.forEach((pod) => pod.serve(1, 0.02)));
    await world.pass(4, () => pods.forEach((pod) => pod.serve(1, 0.02)));
    const { window } = world.counted();
    expect(window).toMatchObject({ total: 480, fast: 480, doubtful: 0 });
    const asked = world.prometheus.asked.length;
    await world.pass(5, () => pods.forEach((pod) => pod.serve(1, 3)));
    expect(world.prometheus.asked.length - asked).toBe(5);
    expect(world.counted().fresh).toMatchObject({ total: 600, fast: 0, doubtful: 0 });
  });

  test('that have no bounds at all are not asked for them again and again', async () => {
    const world = new SignalWorld();
    const pods = many(world, []);
    await world.pass(20, () => pods.forEach((pod) => pod.serve(1, 0.02)));
    expect(world.signal()).toMatchObject({ cause: 'ThresholdNotABucket' });
    const asked = world.prometheus.asked.length;
    await world.pass(5, () => pods.forEach((pod) => pod.serve(1, 0.02)));
    expect(world.prometheus.asked.length - asked).toBe(5);
  });

  test('none of which has the bound: the first answer knows already', async () => {
    const world = new SignalWorld({ thresholdMilliseconds: 300 });
    const pods = many(world, ['0.1', '0.25', '0.5']);
    for (let i = 0; i < 20; i++) {
      world.prometheus.now++;
      pods.forEach((pod) => pod.serve(1, 0.02));
      world.prometheus.scrape();
    }
    await world.refresh();
    expect(world.counted().window).toMatchObject({ total: 600, fast: 600, doubtful: 0 });
  });

  test('that nobody asks for anything are known all the same', async () => {
    const world = new SignalWorld();
    const pods = many(world);
    await world.pass(3);
    expect(world.counted()).toMatchObject({ pods: 60, known: 60, window: { total: 0 } });
    // All but three are asked for something.
    await world.pass(3, () => pods.slice(3).forEach((pod) => pod.serve(1, 0.3)));
    expect(world.counted()).toMatchObject({ known: 60, window: { total: 171 } });
    expect(world.prometheus.asked.at(-1)!.expression).toContain('pod=~"kad-1-0|kad-1-1|kad-1-2"');
  });

  test('in very many namespaces are asked for by a short query', () => {
    const namespaces = Array.from({ length: 1000 }, (_, i) => `namespace-${i}`);
    expect(countersQuery({ namespaces, bounds: [0.5], idle: 'all' }).length).toBeLessThan(2000);
  });
});

test('quantile interpolates as Prometheus does', () => {
  const histogram = { bounds: [0.1, 0.5, Infinity], counts: [10, 30, 40] };
  expect(quantile(histogram, 0.5)).toBeCloseTo(0.3);
  expect(quantile(histogram, 0.99)).toBe(0.5);
});
