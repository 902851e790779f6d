/** Functions of a range vector: one value from the samples of a window. */
import type { Point } from '../../tsdb.ts';
import { CompensatedSum } from './compensated-sum.ts';
import { quantile } from './quantile.ts';
import { extrapolatedChange, instantChange, linearRegression, rate } from './rate.ts';
import type { Window } from '../value.ts';

/**
 * @param points at least one
 * @param parameter the scalar of functions that take one
 * @returns undefined if there is no result for these samples
 */
export type RangeFunction = (points: Point[], window: Window, parameter: number) => number | undefined;

export const RANGE_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  rate: (points, window) => rate(points, window, window.end - window.start),
  increase: (points, window) => extrapolatedChange(points, window, true),
  delta: (points, window) => extrapolatedChange(points, window, false),
  irate: (points) => instantChange(points, true),
  idelta: (points) => instantChange(points, false),
  deriv: (points) => (points.length < 2 ? undefined : linearRegression(points, points[0]?.t as number).slope),
  predict_linear(points, { now }, seconds) {
    if (points.length < 2) return undefined;
    const { slope, intercept } = linearRegression(points, now);
    return slope * seconds + intercept;
  },
  avg_over_time: average,
  min_over_time: (points) => extreme(points, (v, best) => v < best),
  max_over_time: (points) => extreme(points, (v, best) => v > best),
  sum_over_time: sum,
  count_over_time: (points) => points.length,
  last_over_time: (points) => points.at(-1)?.v,
  present_over_time: () => 1,
  quantile_over_time: (points, _, q) =>
    quantile(
      q,
      points.map(({ v }) => v),
    ),
  stdvar_over_time: variance,
  stddev_over_time: (points) => Math.sqrt(variance(points)),
  changes: (points) =>
    steps(points, (v, previous) => v !== previous && !(Number.isNaN(v) && Number.isNaN(previous))),
  resets: (points) => steps(points, (v, previous) => v < previous),
};

/** The only function of a range vector that returns a sample of the series, so it keeps the metric name. */
export const KEEPS_NAME = 'last_over_time';

function sum(points: Point[]): number {
  const result = new CompensatedSum();
  for (const { v } of points) result.add(v);
  return result.total;
}

function average(points: Point[]): number {
  const mean = new CompensatedSum();
  points.forEach(({ v }, index) => {
    const count = index + 1;
    const infinite = Math.abs(mean.value) === Infinity;
    // An infinite mean only changes with the opposite infinity or NaN.
    if (infinite && (v === mean.value || Number.isFinite(v))) return;
    mean.add(v / count - mean.value / count);
  });
  return mean.total;
}

function variance(points: Point[]): number {
  const mean = new CompensatedSum();
  const squares = new CompensatedSum();
  points.forEach(({ v }, index) => {
    const delta = v - mean.total;
    mean.add(delta / (index + 1));
    squares.add(delta * (v - mean.total));
  });
  return squares.total / points.length;
}

function extreme(points: Point[], better: (v: number, best: number) => boolean): number {
  let best = points[0]?.v ?? NaN;
  for (const { v } of points) if (better(v, best) || Number.isNaN(best)) best = v;
  return best;
}

function steps(points: Point[], counts: (v: number, previous: number) => boolean): number {
  return points.filter(({ v }, index) => index > 0 && counts(v, points[index - 1]?.v as number)).length;
}
