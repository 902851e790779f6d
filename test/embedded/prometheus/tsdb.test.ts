import { assert, constant, double, integer, nat, oneof, property, tuple, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { Labels } from '../../../src/embedded/prometheus/labels.ts';
import { matcher } from '../../../src/embedded/prometheus/matcher.ts';
import { Tsdb } from '../../../src/embedded/prometheus/tsdb.ts';

const labels = Labels.from([
  ['__name__', 'm'],
  ['a', '1'],
]);
const value = oneof(double(), constant('stale' as const), constant(NaN), integer({ min: 0, max: 2 }));

test('samples are read as written, for any chunks', () => {
  const samples = uniqueArray(tuple(integer({ min: 0, max: 5_000_000 }), value), {
    selector: ([t]) => t,
    minLength: 1,
    maxLength: 500,
  });
  assert(
    property(samples, nat(5_000_000), nat(2_000_000), (unsorted, from, length) => {
      const written = unsorted.sort((a, b) => a[0] - b[0]);
      const series = new Tsdb().series(labels);
      for (const [t, v] of written) expect(series.append(t, v)).toBe(true);
      const within = written.filter(([t]) => t >= from && t <= from + length);
      expect(series.range(from, from + length)).toEqual(
        within.filter(([, v]) => v !== 'stale').map(([t, v]) => ({ t, v })),
      );
      const last = within.at(-1);
      expect(series.latest(from, from + length)).toEqual(
        last && last[1] !== 'stale' ? { t: last[0], v: last[1] } : undefined,
      );
    }),
  );
});

test('chunks of one value, and times that are weeks apart', () => {
  const series = new Tsdb().series(labels);
  const times = Array.from({ length: 300 }, (_, index) => index * 5).concat(2 ** 32, 2 ** 33);
  for (const t of times) series.append(t, 7);
  expect(series.range(0, 2 ** 40).map(({ t }) => t)).toEqual(times);
  expect(series.latest(0, 2 ** 32 + 1)).toEqual({ t: 2 ** 32, v: 7 });
});

test('an older sample, or another value for the same time, is not stored', () => {
  const tsdb = new Tsdb();
  expect(tsdb.append(labels, 10, 1)).toBe(true);
  expect(tsdb.append(labels, 10, 1)).toBe(true);
  expect(tsdb.append(labels, 10, 2)).toBe(false);
  expect(tsdb.append(labels, 9, 1)).toBe(false);
  expect(tsdb.series(labels).range(0, 100)).toEqual([{ t: 10, v: 1 }]);
});

test('samples older than the retention are removed, and empty series', () => {
  const tsdb = new Tsdb();
  const other = labels.set('a', '2');
  for (let t = 0; t < 1000; t++) tsdb.append(labels, t, t);
  tsdb.append(other, 5, 1);
  tsdb.truncate(500);
  expect(tsdb.size).toBe(1);
  expect(tsdb.select([matcher('a', '=', '2')])).toEqual([]);
  expect(tsdb.series(labels).firstTime).toBeLessThanOrEqual(500);
  expect(tsdb.series(labels).firstTime).toBeGreaterThan(300);
  expect(tsdb.series(labels).range(500, 2000)).toHaveLength(500);
});

test('matchers', () => {
  const tsdb = new Tsdb();
  for (const a of ['1', '2', '']) tsdb.append(labels.set('a', a), 0, 0);
  const found = (operator: '=' | '!=' | '=~' | '!~', text: string) =>
    tsdb.select([matcher('a', operator, text)]).map((series) => series.labels.get('a'));
  expect(found('=', '')).toEqual(['']);
  expect(found('!=', '1')).toEqual(['2', '']);
  expect(found('=~', '1|2')).toEqual(['1', '2']);
  expect(found('=~', '.')).toEqual(['1', '2']);
  expect(found('!~', '.+')).toEqual(['']);
  expect(tsdb.select([matcher('__name__', '=', 'm'), matcher('a', '=', '2')])).toHaveLength(1);
});
