import { expect, test } from 'vitest';
import { linesOf, meaningOf } from '../../../../src/dashboard/page/graph/marks.ts';
import {
  dataOf,
  timeSplits,
  optionsOf,
  PANELS,
  rangeOf,
} from '../../../../src/dashboard/page/graph/panels.ts';
import type { Look } from '../../../../src/dashboard/page/graph/panels.ts';
import { decades, pointAt, seriesOf } from '../../../../src/dashboard/page/graph/series.ts';
import { translator } from '../../../../src/messages/dashboard/index.ts';
import type { Mark, Point } from '../../../../src/dashboard/view/view.ts';
import { fallAndRecovery, NOW, stepsOf } from '../fixture/views.ts';

const english = translator('en');
const point = (seconds: number, rest: Partial<Point> = {}): Point => ({ at: seconds * 1_000, ...rest });

test('points become series; what is not known is a gap, and so is a silence', () => {
  const points = [
    point(1, { share: 0.5, p50: 20 }),
    point(2, { share: null }),
    point(30, { share: 1, replicas: 2 }),
  ];
  const series = seriesOf(points, 0, 0.9);
  expect(series.times).toEqual([1, 2, 2.001, 30]);
  expect(series.share).toEqual([0.5, null, null, 1]);
  expect(series.missed).toEqual([0.5, null, null, 0.9]);
  expect(series.p50).toEqual([20, null, null, null]);
  expect(series.replicas).toEqual([null, null, null, 2]);
  expect(seriesOf(points, 0, undefined).missed).toEqual([null, null, null, null]);
});

test('what is older than the view is left out, but for the point that a line comes from', () => {
  const points = [1, 2, 3, 4].map((seconds) => point(seconds, { share: 1 }));
  expect(seriesOf(points, 2_500, undefined).times).toEqual([2, 3, 4]);
  expect(seriesOf(points, 9_000, undefined).times).toEqual([]);
});

test('latencies have whole decades', () => {
  const of = (p50: number, p95: number) => decades(seriesOf([point(1, { p50, p95 })], 0, undefined));
  expect(of(60, 400)).toEqual([10, 1_000]);
  expect(of(2, 12_000)).toEqual([1, 100_000]);
  expect(of(0, 0)).toEqual([10, 1_000]);
});

test('the point at a time is one that is near', () => {
  const points = [point(1), point(2), point(60)];
  expect(pointAt(points, 2_400)?.at).toBe(2_000);
  expect(pointAt(points, 30_000)).toBeUndefined();
  expect(pointAt([], 0)).toBeUndefined();
});

const LOOK: Look = {
  inks: { text: '', grid: '', good: '', badFill: '', stepsFill: '' },
  font: '22px sans-serif',
  unit: 22,
  objective: 0.9,
  thresholdMs: 500,
  paths: { steps: () => null },
  percent: (share) => `${share * 100} %`,
  latency: (ms) => `${ms} ms`,
};

test.each(PANELS)('the plot of %s is written in the size of the page, and holds all of its data', (panel) => {
  const series = seriesOf(fallAndRecovery(), 0, 0.9);
  const { axes } = optionsOf(panel, LOOK, { width: 600, height: 100 });
  expect(axes?.map(({ font }) => font)).toEqual([LOOK.font, LOOK.font]);
  const [from, to] = rangeOf(panel, series);
  const [, ...values] = dataOf(panel, series, { objective: 0.9, thresholdMs: 500 });
  const known = values.flatMap((all) => [...all].filter((value) => typeof value === 'number'));
  expect(Math.min(...known)).toBeGreaterThanOrEqual(from);
  expect(Math.max(...known)).toBeLessThanOrEqual(to);
});

test('whole steps on the time axis, as many as there is room for', () => {
  expect(timeSplits(0, 300, 40)).toEqual([0, 60, 120, 180, 240, 300]);
  expect(timeSplits(0, 300, 18)).toEqual([60, 180, 300]);
  expect(timeSplits(30, 100, 40)).toEqual([40, 55, 70, 85, 100]);
});

const shown = (marks: Record<string, Mark>, width: number) =>
  linesOf(marks, { from: 0, to: 100_000, width }, english).map(({ id, shown }) => `${id} ${shown}`);

test('labels of marks never touch; signs come first, then versions', () => {
  const load: Mark = { kind: 'load-on', at: 50_000 };
  const release: Mark = { kind: 'release', at: 45_000, workload: 'kad', version: '0.4' };
  expect(shown({ load }, 40)).toEqual(['load after']);
  expect(shown({ load: { ...load, at: 99_000 } }, 40)).toEqual(['load before']);
  expect(shown({ load, release }, 40)).toEqual(['release before', 'load after']);
  expect(shown({ load, release: { ...release, at: 49_900 } }, 40)).toEqual(['release line', 'load after']);
  expect(shown({ load: { ...load, at: 200_000 } }, 40)).toEqual([]);
  const step: Mark = { kind: 'step', at: 53_000, workload: 'kad', from: 1, to: 2, why: '' };
  expect(shown({ load, release, step }, 20)).toEqual(['release before', 'load line', 'step sign']);
});

test('a mark means a sentence, with the reason of a step', () => {
  const meanings = Object.values(stepsOf(NOW)).map((mark) => english(meaningOf(mark)));
  expect(meanings.slice(0, 3)).toEqual([
    'kad 0.4 is released',
    'load',
    '1 → 2 by the operator: objective missed, one more',
  ]);
});
