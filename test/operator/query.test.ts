import { describe, expect, test } from 'vitest';
import { answerOf, queryOf, seriesKey } from '../../src/operator/signal/query.ts';
import { quantile, signalOf, signalOfQuery } from '../../src/operator/signal/reading.ts';
import type { Signal } from '../../src/operator/decision/observation.ts';
import { vector } from './prometheus-server.ts';

const labels = (signal: string, more = {}) => ({
  signal: `${signal}/10`,
  namespace: 'pycont',
  workload: 'kad',
  ...more,
});
const read = (samples: [Record<string, string>, string | number][], threshold = 0.5, ready = 1): Signal => {
  const answer = answerOf(JSON.stringify(vector(samples)));
  return signalOf(answer.targets.get(seriesKey(10, 'pycont', 'kad')), threshold, ready);
};
const alive: [Record<string, string>, number][] = [
  [labels('scraped'), 1],
  [labels('fresh'), 3],
];

describe('the question', () => {
  test('is one expression for all targets, windows and own queries', () => {
    const query = queryOf({
      namespaces: ['a', 'b.c'],
      windows: [10, 30],
      own: new Map([['a/x', 'vector(1)']]),
    });
    expect(query).toContain('namespace=~"a|b\\\\.c"');
    expect(query).toContain('[10s]');
    expect(query).toContain('[30s]');
    expect(query).toContain('endpoint!~"/metrics|/check/.*"');
    expect(query).toContain(
      'label_replace(label_replace((vector(1)), "signal", "own", "", ""), "scaler", "a/x", "", "")',
    );
  });

  test('writes a window of a part of a second as PromQL knows it', () => {
    const query = queryOf({ namespaces: ['a'], windows: [1.5], own: new Map() });
    expect(query).toContain('[1500ms]');
    expect(query).not.toContain('[1.5s]');
  });

  test('does not list very many namespaces', () => {
    const namespaces = Array.from({ length: 1000 }, (_, i) => `namespace-${i}`);
    expect(queryOf({ namespaces, windows: [10], own: new Map() }).length).toBeLessThan(2500);
  });
});

describe('the answer', () => {
  test('share, rate, mean and quantiles of a target', () => {
    const signal = read([
      ...alive,
      [labels('bucket', { le: '0.1' }), 10],
      [labels('bucket', { le: '0.5' }), 30],
      [labels('bucket', { le: '1' }), 40],
      [labels('bucket', { le: '+Inf' }), 40],
      [labels('sum'), 20],
    ]);
    expect(signal).toMatchObject({ state: 'measured', share: 0.75, rate: 40, mean: 0.5 });
    expect(signal).toMatchObject({ quantiles: { p50: expect.closeTo(0.3), p90: expect.closeTo(0.8) } });
  });

  test.each(['1', '1.0'])('finds the bound 1 s written as le="%s"', (le) => {
    expect(
      read([...alive, [labels('bucket', { le }), 5], [labels('bucket', { le: '+Inf' }), 10]], 1),
    ).toMatchObject({ share: 0.5 });
  });

  test('a share of 0 is a share', () => {
    expect(
      read([...alive, [labels('bucket', { le: '0.5' }), 0], [labels('bucket', { le: '+Inf' }), 10]]),
    ).toMatchObject({ state: 'measured', share: 0 });
  });

  test.each<[string, [Record<string, string>, string | number][], number, Signal['state'], string?]>([
    ['no series at all', [], 1, 'unknown', 'NoSeries'],
    ['a pod that exports no latency', [[labels('scraped'), 1]], 1, 'unknown', 'NoSeries'],
    [
      'fewer pods scraped than ready',
      [...alive, [labels('bucket', { le: '+Inf' }), 0]],
      2,
      'unknown',
      'PartialScrape',
    ],
    ['not a number', [...alive, [labels('bucket', { le: '+Inf' }), 'NaN']], 1, 'unknown', 'NotANumber'],
    ['infinitely many', [...alive, [labels('bucket', { le: '+Inf' }), '+Inf']], 1, 'unknown', 'NotANumber'],
    [
      'the threshold is no bound',
      [...alive, [labels('bucket', { le: '0.4' }), 1], [labels('bucket', { le: '+Inf' }), 1]],
      1,
      'unknown',
      'ThresholdNotABucket',
    ],
    [
      'nobody asks for anything',
      [...alive, [labels('bucket', { le: '0.5' }), 0], [labels('bucket', { le: '+Inf' }), 0]],
      1,
      'idle',
    ],
    ['only probes so far', alive, 1, 'idle'],
  ])('%s', (_what, samples, ready, state, cause) => {
    const signal = read(samples, 0.5, ready);
    expect(signal).toMatchObject(cause === undefined ? { state } : { state, cause });
  });

  test('names the bounds there are', () => {
    const signal = read(
      [...alive, [labels('bucket', { le: '0.1' }), 1], [labels('bucket', { le: '+Inf' }), 1]],
      0.3,
    );
    expect(signal).toMatchObject({ detail: expect.stringContaining('there are 100 ms') });
  });

  test.each([
    [[], 'NoSeries'],
    [[0.5, 0.6], 'ManySeries'],
    [[NaN], 'NotANumber'],
    [[Infinity], 'NotANumber'],
    [[1.2], 'NotANumber'],
  ])('an own query with the values %j', (values, cause) => {
    expect(signalOfQuery(values)).toMatchObject({ state: 'unknown', cause });
  });

  test('an own query with one share', () => {
    expect(signalOfQuery([0])).toEqual({ state: 'measured', share: 0 });
  });

  test.each([
    '<html>',
    '{}',
    '{"status":"error","error":"boom"}',
    '{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}',
  ])('refuses %s', (body) => {
    expect(() => answerOf(body)).toThrow();
  });
});

test('quantile interpolates as Prometheus does', () => {
  expect(
    quantile(
      [
        [0.1, 10],
        [0.5, 30],
        [Infinity, 40],
      ],
      0.5,
    ),
  ).toBeCloseTo(0.3);
  expect(
    quantile(
      [
        [0.1, 10],
        [0.5, 30],
        [Infinity, 40],
      ],
      0.99,
    ),
  ).toBe(0.5);
});
