/** Functions of the change of a series within a range. */
import type { Point } from '../../tsdb.ts';
import { CompensatedSum } from './compensated-sum.ts';
import type { Window } from '../value.ts';

/**
 * The change within the window, extrapolated to its edges: up to the edge if a sample could be expected there,
 * otherwise by half a sample interval; a counter is not extrapolated below zero.
 */
export function extrapolatedChange(
  points: Point[],
  { start, end }: Window,
  counter: boolean,
): number | undefined {
  const first = points[0];
  const last = points.at(-1);
  if (points.length < 2 || !first || !last) return undefined;
  let change = last.v - first.v;
  if (counter) {
    let previous = 0;
    for (const { v } of points) {
      if (v < previous) change += previous;
      previous = v;
    }
  }
  let toStart = (first.t - start) / 1000;
  const toEnd = (end - last.t) / 1000;
  const sampled = (last.t - first.t) / 1000;
  const between = sampled / (points.length - 1);
  if (counter && change > 0 && first.v >= 0) toStart = Math.min(toStart, sampled * (first.v / change));
  const threshold = between * 1.1;
  let interval = sampled;
  interval += toStart < threshold ? toStart : between / 2;
  interval += toEnd < threshold ? toEnd : between / 2;
  return change * (interval / sampled);
}

export function rate(points: Point[], window: Window, range: number): number | undefined {
  const first = points[0];
  const last = points.at(-1);
  const change = extrapolatedChange(points, window, true);
  if (change === undefined || !first || !last) return undefined;
  return change / (range / 1000);
}

/** From the last two samples only. */
export function instantChange(points: Point[], perSecond: boolean): number | undefined {
  const [previous, last] = points.slice(-2);
  if (!previous || !last || last.t === previous.t) return undefined;
  const change = perSecond && last.v < previous.v ? last.v : last.v - previous.v;
  return perSecond ? change / ((last.t - previous.t) / 1000) : change;
}

/** Least squares; the intercept is the value at `origin`, the slope per second. */
export function linearRegression(points: Point[], origin: number): { slope: number; intercept: number } {
  const initial = points[0]?.v ?? NaN;
  if (points.every(({ v }) => v === initial))
    return Number.isFinite(initial) ? { slope: 0, intercept: initial } : { slope: NaN, intercept: NaN };
  const [sumX, sumY, sumXY, sumX2] = [0, 0, 0, 0].map(() => new CompensatedSum()) as [
    CompensatedSum,
    CompensatedSum,
    CompensatedSum,
    CompensatedSum,
  ];
  for (const { t, v } of points) {
    const x = (t - origin) / 1000;
    sumX.add(x);
    sumY.add(v);
    sumXY.add(x * v);
    sumX2.add(x * x);
  }
  const n = points.length;
  const covariance = sumXY.total - (sumX.total * sumY.total) / n;
  const variance = sumX2.total - (sumX.total * sumX.total) / n;
  const slope = covariance / variance;
  return { slope, intercept: sumY.total / n - (slope * sumX.total) / n };
}
