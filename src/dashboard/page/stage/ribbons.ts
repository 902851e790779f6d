/** The traffic as ribbons: one for each pod, from the entry to its tile, as thick as its share of all requests. */
import type { Traffic } from '../../view/view.ts';
import type { Band, Placed } from './layout.ts';

export interface Corner {
  x: number;
  y: number;
}

export interface Ribbon {
  pod: string;
  /** Corners of the line in its middle. */
  line: Corner[];
  thickness: number;
  /** Requests per second; undefined if it is not known. */
  rate: number | undefined;
  /** Share of them that fail. */
  failing: number;
  /** Requests that wait at the tile. */
  waiting: number;
  /** Width of the tile. */
  width: number;
}

/** Of a pod that gets nothing, or is not measured. */
const THIN = 0.09;

/**
 * Twice the requests, not twice the thickness: 500 a second fit in as well as one.
 * @param rate requests per second
 */
export const thicknessOf = (rate: number): number => (rate <= 0 ? 0 : 0.25 + Math.log2(1 + rate) / 7);

/** @param ready whether the Service sends requests to the pod */
export function ribbonsOf(
  { tiles, pipes }: Band,
  traffic: Readonly<Record<string, Traffic>>,
  ready: (pod: string) => boolean,
): Ribbon[] {
  const served = tiles.filter(({ pod }) => ready(pod) || (traffic[pod]?.rate ?? 0) > 0);
  const total = served.reduce((sum, { pod }) => sum + (traffic[pod]?.rate ?? 0), 0);
  const rows = Map.groupBy(served, ({ box }) => rowOf(box.y, pipes.rows));
  const most = Math.min(thicknessOf(total), pipes.room * 0.62);
  return [...rows].flatMap(([row, tiles]) => {
    const thick = tiles.map(({ pod }) => thickness(traffic[pod]?.rate ?? 0, total, most));
    const all = thick.reduce((sum, one) => sum + one, 0);
    let above = pipes.rows[row]! - all / 2 + all;
    // The nearest pod has the lowest ribbon: none crosses another.
    return [...tiles]
      .map((tile, index) => ({ tile, thickness: thick[index]! }))
      .sort((a, b) => a.tile.box.x - b.tile.box.x)
      .map(({ tile, thickness }) => {
        const y = above - thickness / 2;
        above -= thickness;
        return ribbonTo(tile, { y, thickness, riser: pipes.riser, from: pipes.from, row }, traffic[tile.pod]);
      });
  });

  function rowOf(top: number, heights: readonly number[]): number {
    return heights.findLastIndex((height) => height <= top);
  }
}

function thickness(rate: number, total: number, most: number): number {
  return rate > 0 ? Math.max(THIN, (most * rate) / total) : THIN;
}

interface Way {
  y: number;
  thickness: number;
  riser: number;
  from: Corner;
  row: number;
}

function ribbonTo({ pod, box }: Placed, way: Way, traffic: Traffic | undefined): Ribbon {
  const x = box.x + Math.min(box.width / 2, 1.2);
  const start =
    way.row === 0 && way.from.x < way.riser
      ? [{ x: way.from.x, y: way.y }]
      : [way.from, { x: way.riser, y: way.from.y }, { x: way.riser, y: way.y }];
  const rate = traffic?.rate;
  return {
    pod,
    line: [...start, { x, y: way.y }, { x, y: box.y }],
    thickness: way.thickness,
    rate,
    failing: rate ? Math.min(1, (traffic?.errors ?? 0) / rate) : 0,
    waiting: traffic?.waiting ?? 0,
    width: box.width,
  };
}
