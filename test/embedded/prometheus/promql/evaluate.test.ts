/** Worked examples; the conformance suite compares with the real Prometheus on many more. */
import { describe, expect, test } from 'vitest';
import { formatFloat, formatSampleValue } from '../../../../src/embedded/prometheus/format.ts';
import { ExpositionParser } from '../../../../src/embedded/prometheus/scrape/exposition.ts';
import {
  ENGINE_DEFAULTS,
  instantQuery,
  rangeQuery,
} from '../../../../src/embedded/prometheus/promql/query.ts';
import { Tsdb } from '../../../../src/embedded/prometheus/tsdb.ts';

/** Samples ten seconds apart from time 0 on; `_` leaves one out, `stale` ends the series. */
function load(series: Record<string, string>): Tsdb {
  const tsdb = new Tsdb();
  for (const [name, values] of Object.entries(series)) {
    const labels = new ExpositionParser().parse(`${name} 0`)[0]!.labels;
    values.split(' ').forEach((text, index) => {
      if (text !== '_') tsdb.append(labels, index * 10_000, text === 'stale' ? 'stale' : Number(text));
    });
  }
  return tsdb;
}

/** @param at seconds */
function ask(tsdb: Tsdb, query: string, at: number): Record<string, number> | number | string {
  const value = instantQuery(tsdb, query, at * 1000);
  if (value.type === 'scalar' || value.type === 'string') return value.v;
  if (value.type === 'matrix') throw new Error('a range vector');
  return Object.fromEntries(value.samples.map(({ labels, v }) => [String(labels), v]));
}

describe('rate', () => {
  test('is extrapolated to the edges of the window', () => {
    const tsdb = load({ c: '100 110 120 130 140' });
    // From the samples at 10 and 20, which are 10 s apart, to the window of 15 s: 5 s more at the start, none at the end.
    expect(ask(tsdb, 'increase(c[15s])', 20)).toEqual({ '{}': 15 });
    expect(ask(tsdb, 'rate(c[15s])', 20)).toEqual({ '{}': 1 });
  });
  test('only half an interval where no sample could have been expected', () => {
    expect(ask(load({ c: '_ _ _ _ _ _ 100 110' }), 'increase(c[70s])', 70)).toEqual({ '{}': 15 });
  });
  test('never below zero', () => {
    expect(ask(load({ c: '_ 2 12' }), 'increase(c[20s])', 20)).toEqual({ '{}': 12 });
  });
  test('continues after a counter reset', () => {
    expect(ask(load({ c: '0 10 4 14' }), 'increase(c[30s])', 30)).toEqual({ '{}': 24 });
  });
  test('needs two samples', () => {
    expect(ask(load({ c: '1 2' }), 'rate(c[5s])', 10)).toEqual({});
  });
});

test('no traffic is NaN, absent series are an empty result', () => {
  const tsdb = load({ 'fast{le="0.5"}': '7 7 7', all: '9 9 9' });
  expect(ask(tsdb, 'sum(rate(fast[30s])) / sum(rate(all[30s]))', 20)).toEqual({ '{}': NaN });
  expect(ask(tsdb, 'sum(rate(nothing[30s])) / sum(rate(all[30s]))', 20)).toEqual({});
});

test('an instant selector looks back five minutes, and not beyond the end of a series', () => {
  const tsdb = load({ a: '1', b: '1 stale' });
  expect(ask(tsdb, '{__name__=~"a|b"}', 9)).toEqual({ 'a{}': 1, 'b{}': 1 });
  expect(ask(tsdb, '{__name__=~"a|b"}', 300)).toEqual({ 'a{}': 1 });
  expect(ask(tsdb, '{__name__=~"a|b"}', 301)).toEqual({});
  expect(ask(tsdb, 'count_over_time(b[1m])', 30)).toEqual({ '{}': 1 });
});

test('histogram_quantile interpolates within the bucket', () => {
  const tsdb = load({ 'h{le="0.1"}': '10', 'h{le="0.5"}': '30', 'h{le="+Inf"}': '40' });
  expect(ask(tsdb, 'histogram_quantile(0.5, h)', 0)).toEqual({ '{}': 0.1 + 0.4 * (10 / 20) });
  expect(ask(tsdb, 'histogram_quantile(0.9, h)', 0)).toEqual({ '{}': 0.5 });
  expect(ask(load({ 'h{le="0.1"}': '10' }), 'histogram_quantile(0.5, h)', 0)).toEqual({ '{}': NaN });
});

test('duplicate label sets are an error', () => {
  const tsdb = load({ 'a{x="1"}': '1 2', 'b{x="1"}': '3 4', 'c{x="1",y="1"}': '1', 'c{x="1",y="2"}': '1' });
  expect(() => ask(tsdb, 'rate({__name__=~"a|b"}[1m])', 10)).toThrow('same labelset');
  expect(() => ask(tsdb, 'c + on (x) a', 0)).toThrow('many-to-one matching must be explicit');
  expect(() => ask(tsdb, 'a + on (x) c', 0)).toThrow('found duplicate series for the match group');
  expect(ask(tsdb, 'c + on (x) group_left a', 0)).toEqual({ '{x="1", y="1"}': 2, '{x="1", y="2"}': 2 });
});

test('a range query evaluates at each step, and @ and offset hold', async () => {
  const tsdb = load({ c: '0 10 20 30 40' });
  const points = async (query: string) =>
    (await rangeQuery(tsdb, query, { start: 0, end: 40_000, step: 20_000 }))[0]?.points;
  expect(await points('c')).toEqual([0, 20, 40].map((s) => ({ t: s * 1000, v: s })));
  expect((await points('c offset 10s'))?.map(({ v }) => v)).toEqual([10, 30]);
  expect((await points('c @ end() - c'))?.map(({ v }) => v)).toEqual([40, 20, 0]);
  expect((await points('time()'))?.map(({ v }) => v)).toEqual([0, 20, 40]);
  await expect(points('c[1m]')).rejects.toThrow('must be Scalar or instant Vector');
});

test('the limits of a query', async () => {
  const tsdb = load({ c: '1 2 3' });
  await expect(rangeQuery(tsdb, 'c', { start: 5, end: 0, step: 1 })).rejects.toThrow(
    'must not be before start',
  );
  await expect(rangeQuery(tsdb, 'c', { start: 0, end: 12_000, step: 1 })).rejects.toThrow('11,000 points');
  expect(() => instantQuery(tsdb, 'c[1m]', 20_000, { ...ENGINE_DEFAULTS, maxSamples: 2 })).toThrow(
    'too many samples',
  );
});

test.each([
  [1e-7, '1e-07', '0.0000001'],
  [1e21, '1e+21', '1000000000000000000000'],
  [-1.5e-10, '-1.5e-10', '-0.00000000015'],
  [123.456, '123.456', '123.456'],
  [-0, '-0', '-0'],
  [NaN, 'NaN', 'NaN'],
  [-Infinity, '-Inf', '-Inf'],
])('%d is written as Go writes it', (value, sample, label) => {
  expect([formatSampleValue(value), formatFloat(value)]).toEqual([sample, label]);
});
