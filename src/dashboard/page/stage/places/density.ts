/** How large a tile is: as large as all of them fit in. Lengths are in units, the size of the page's text. */

export interface Density {
  name: 'large' | 'slim' | 'medium' | 'small' | 'tiny';
  width: number;
  height: number;
  /** From tile to tile, and from row to row, where the traffic runs. */
  gap: number;
  between: number;
  /** At most so many rows, where the page scrolls. */
  most: number;
}

const DENSITIES: readonly Density[] = [
  { name: 'large', width: 8.4, height: 6.2, gap: 0.5, between: 1.6, most: 4 },
  { name: 'slim', width: 6.05, height: 6.2, gap: 0.4, between: 1.6, most: 4 },
  { name: 'medium', width: 6.05, height: 2.7, gap: 0.4, between: 0.8, most: 6 },
  { name: 'small', width: 1.55, height: 1.55, gap: 0.35, between: 0.75, most: 30 },
  { name: 'tiny', width: 0.75, height: 0.75, gap: 0.25, between: 0.6, most: 60 },
];

/** Between the versions of a rollout. */
export const APART = 1.2;

export interface Grid {
  density: Density;
  /** Columns of each version. */
  columns: readonly number[];
  rows: number;
}

/**
 * @param seats of each version
 * @param height undefined: as high as it must be
 */
export function gridFor(seats: readonly number[], width: number, height: number | undefined): Grid {
  const fitting = DENSITIES.map((density) => gridOf(density, seats, width, height));
  return fitting.find((grid) => grid !== undefined) ?? crowded(seats, width, height);
}

function gridOf(
  density: Density,
  seats: readonly number[],
  width: number,
  height: number | undefined,
): Grid | undefined {
  const most = Math.max(1, ...seats);
  const rows = height === undefined ? density.most : rowsIn(density, height);
  for (let used = 1; used <= Math.min(rows, most); used++) {
    const columns = seats.map((count) => Math.max(1, Math.ceil(count / used)));
    if (widthOf(density, columns) <= width) return { density, columns, rows: used };
  }
  return undefined;
}

const rowsIn = ({ height, between }: Density, available: number): number =>
  Math.floor((available + between + 1e-6) / (height + between));

function widthOf({ width, gap }: Density, columns: readonly number[]): number {
  const each = columns.map((count) => count * (width + gap) - gap);
  return each.reduce((sum, one) => sum + one, 0) + (columns.length - 1) * APART;
}

/** The smallest tiles, and no more of them than there is room for. */
function crowded(seats: readonly number[], width: number, height: number | undefined): Grid {
  const density = DENSITIES.at(-1)!;
  const rows = Math.max(1, rowsIn(density, height ?? width));
  const all = seats.reduce((sum, count) => sum + count, 0);
  const room = Math.floor((width - (seats.length - 1) * APART + density.gap) / (density.width + density.gap));
  return { density, rows, columns: seats.map((count) => Math.max(1, Math.floor((room * count) / all))) };
}
