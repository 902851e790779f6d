/** Results of expressions at one instant. */
import type { Labels } from '../labels.ts';
import type { Point } from '../tsdb.ts';

export interface Sample {
  labels: Labels;
  v: number;
}
export interface RangeSeries {
  labels: Labels;
  /** Ascending in time, never empty. */
  points: Point[];
}
export type Value =
  | { type: 'scalar'; v: number }
  | { type: 'string'; v: string }
  | { type: 'vector'; samples: Sample[] }
  | { type: 'matrix'; series: RangeSeries[] };

/** The window of a range function, [start, end] in milliseconds; `now` is the evaluation time. */
export interface Window {
  start: number;
  end: number;
  now: number;
}
