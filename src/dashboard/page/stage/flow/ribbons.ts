/**
 * The traffic as ribbons: one for each pod, from the entry to its tile, as thick as its share of all requests. They leave
 * the entry side by side, and none crosses another.
 */
import type { Traffic } from '../../../view/view.ts';
import type { Band, Pipes, Placed } from '../places/layout.ts';

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
/** Of the room for a pipe. */
const FILLED = 0.62;

/**
 * Twice the requests, not twice the thickness: 500 a second fit in as well as one.
 * @param rate requests per second
 */
export const thicknessOf = (rate: number): number => (rate <= 0 ? 0 : 0.25 + Math.log2(1 + rate) / 7);

interface Lane {
  tile: Placed;
  row: number;
  thickness: number;
  traffic: Traffic | undefined;
}

/** @param ready whether the Service sends requests to the pod */
export function ribbonsOf(
  { tiles, pipes }: Band,
  traffic: Readonly<Record<string, Traffic>>,
  ready: (pod: string) => boolean,
): Ribbon[] {
  const served = tiles.filter(({ pod }) => ready(pod) || (traffic[pod]?.rate ?? 0) > 0);
  const total = served.reduce((sum, { pod }) => sum + (traffic[pod]?.rate ?? 0), 0);
  const lanes = served
    .map((tile): Lane => {
      const rate = traffic[tile.pod]?.rate ?? 0;
      const thickness = rate > 0 ? (thicknessOf(total) * rate) / total : THIN;
      const row = pipes.rows.findLastIndex(({ y }) => y <= tile.box.y);
      return { tile, row, thickness, traffic: traffic[tile.pod] };
    })
    // From the top: the first row, and in each row the farthest.
    .sort((a, b) => a.row - b.row || b.tile.box.x - a.tile.box.x);
  return ribbons(fitted(lanes, pipes), pipes);
}

/** As thick as every pipe has room for. */
function fitted(lanes: readonly Lane[], { rows }: Pipes): Lane[] {
  const room = rows.map(({ room }, row) => {
    const own = sum(lanes.filter((lane) => lane.row === row));
    return own === 0 ? 1 : (room * FILLED) / own;
  });
  const scale = Math.min(1, ...room, ((rows[0]?.room ?? 0) * FILLED) / Math.max(sum(lanes), 1e-9));
  return lanes.map((lane) => ({ ...lane, thickness: lane.thickness * scale }));
}

const sum = (lanes: readonly Lane[]) => lanes.reduce((all, { thickness }) => all + thickness, 0);

function ribbons(lanes: readonly Lane[], { from, riser, rows }: Pipes): Ribbon[] {
  const whole = sum(lanes);
  const direct = from.x < riser && from.y === rows[0]?.y;
  const straight = direct ? sum(lanes.filter(({ row }) => row === 0)) : 0;
  let above = 0;
  return lanes.map(({ tile, row, thickness, traffic }, index) => {
    const middle = above + thickness / 2;
    above += thickness;
    const before = sum(lanes.slice(0, index).filter((lane) => lane.row === row));
    const own = sum(lanes.filter((lane) => lane.row === row));
    const start = { x: from.x, y: from.y - whole / 2 + middle };
    const down = riser + (whole - straight) / 2 - (middle - straight);
    const y = direct && row === 0 ? start.y : rows[row]!.y - own / 2 + before + thickness / 2;
    const x = tile.box.x + Math.min(tile.box.width / 2, 1.2);
    const rate = traffic?.rate;
    return {
      pod: tile.pod,
      line: [
        start,
        ...(direct && row === 0
          ? []
          : [
              { x: down, y: start.y },
              { x: down, y },
            ]),
        { x, y },
        { x, y: tile.box.y },
      ],
      thickness,
      rate,
      failing: rate ? Math.min(1, (traffic?.errors ?? 0) / rate) : 0,
      waiting: traffic?.waiting ?? 0,
      width: tile.box.width,
    };
  });
}
