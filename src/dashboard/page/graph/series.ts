/** Points of the graph as what uPlot draws. Times are seconds, since it counts in them. */
import type { Point } from '../../view/view.ts';

type Values = (number | null)[];

export interface Series {
  times: number[];
  share: Values;
  /** The share where the objective is missed: the area up to the objective is filled. */
  missed: Values;
  p50: Values;
  p95: Values;
  replicas: Values;
  ready: Values;
}

/** Without a point for longer than this nothing is known: lines are not drawn across. */
const GAP = 8_000;

/** @param from milliseconds: what is older is left out, but for the point that a line comes from */
export function seriesOf(points: readonly Point[], from: number, objective: number | undefined): Series {
  const first = points.findIndex(({ at }) => at >= from);
  const shown = first === -1 ? [] : points.slice(Math.max(0, first - 1));
  const cut = shown.flatMap((point, index): Point[] => {
    const before = shown[index - 1];
    return before && point.at - before.at > GAP ? [{ at: before.at + 1 }, point] : [point];
  });
  const of = (value: (point: Point) => number | null | undefined): Values =>
    cut.map((point) => value(point) ?? null);
  return {
    times: cut.map(({ at }) => at / 1_000),
    share: of(({ share }) => share),
    missed: of(({ share }) =>
      objective === undefined ? null : share == null ? null : Math.min(share, objective),
    ),
    p50: of(({ p50 }) => p50),
    p95: of(({ p95 }) => p95),
    replicas: of(({ replicas }) => replicas),
    ready: of(({ ready }) => ready),
  };
}

/** Whole decades around the latencies, in milliseconds; at least from 10 ms to 1 s. */
export function decades({ p50, p95 }: Series): [from: number, to: number] {
  const values = [...p50, ...p95].filter((value) => value !== null && value > 0) as number[];
  const least = Math.min(10, ...values);
  const most = Math.max(1_000, ...values);
  return [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most))];
}

export const mostReplicas = ({ replicas, ready }: Series): number =>
  Math.max(1, ...replicas.map(Number), ...ready.map(Number));

/** The point that is nearest to a time, if it is near enough to stand for it. */
export function pointAt(points: readonly Point[], time: number): Point | undefined {
  const near = points.reduce<Point | undefined>(
    (best, point) => (best && Math.abs(best.at - time) <= Math.abs(point.at - time) ? best : point),
    undefined,
  );
  return near && Math.abs(near.at - time) <= GAP ? near : undefined;
}
