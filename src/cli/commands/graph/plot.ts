/** Plots a line over time in braille dots, two by four in each character. */

export interface PlotPoint {
  /** Milliseconds since 1970. */
  time: number;
  /** 0 to 1; undefined leaves a gap. */
  value: number | undefined;
}
export interface PlotArea {
  columns: number;
  rows: number;
  /** Milliseconds since 1970: the left and the right edge. */
  from: number;
  to: number;
  /** Marked by a horizontal line. */
  objective: number;
}
export type CellKind = 'met' | 'missed' | 'objective' | 'empty';
export interface Cell {
  char: string;
  kind: CellKind;
}

const BRAILLE = 0x2800;
/** Bits of the dots in a character, by row and column. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
/** A gap longer than this is not bridged. */
const BRIDGED_DOTS = 6;

/** @returns rows from the top, each of `columns` cells */
export function plot(points: readonly PlotPoint[], area: PlotArea): Cell[][] {
  const { columns, rows, objective } = area;
  const heights = dotHeights(points, area);
  const grid = Array.from({ length: rows }, () => new Uint8Array(columns));
  heights.forEach((height, x) => {
    if (height === undefined) return;
    const before = heights[x - 1] ?? height;
    for (let y = Math.min(before, height); y <= Math.max(before, height); y++) setDot(grid, x, y);
  });
  const objectiveRow = Math.floor(dotRow(objective, rows) / 4);
  return grid.map((line, row) =>
    [...line].map((bits, column): Cell => {
      if (bits === 0)
        return row === objectiveRow ? { char: '╌', kind: 'objective' } : { char: ' ', kind: 'empty' };
      // By the value in that column, not by where the line passes.
      const missed = [heights[2 * column], heights[2 * column + 1]].some(
        (dot) => dot !== undefined && dot > dotRow(objective, rows),
      );
      return { char: String.fromCodePoint(BRAILLE + bits), kind: missed ? 'missed' : 'met' };
    }),
  );
}

/** The row of dots, from the top, for each column of dots. */
function dotHeights(
  points: readonly PlotPoint[],
  { columns, rows, from, to }: PlotArea,
): (number | undefined)[] {
  const width = columns * 2;
  const heights = Array.from<number | undefined>({ length: width });
  let last: { x: number; y: number } | undefined;
  for (const { time, value } of points) {
    const x = Math.round(((time - from) / (to - from)) * (width - 1));
    if (value === undefined) last = undefined;
    if (value === undefined || x < 0 || x >= width) continue;
    const y = dotRow(value, rows);
    if (last && x - last.x <= Math.max(BRIDGED_DOTS, spacing(points, width, from, to) * 2))
      for (let between = last.x + 1; between < x; between++)
        heights[between] = Math.round(last.y + ((y - last.y) * (between - last.x)) / (x - last.x));
    heights[x] = y;
    last = { x, y };
  }
  return heights;
}

/** Dots between two points, if the points are evenly spaced. */
function spacing(points: readonly PlotPoint[], width: number, from: number, to: number): number {
  const [last, previous] = [points.at(-1), points.at(-2)];
  return last && previous ? ((last.time - previous.time) / (to - from)) * width : 0;
}

function dotRow(value: number, rows: number): number {
  return Math.round((1 - Math.min(1, Math.max(0, value))) * (rows * 4 - 1));
}

function setDot(grid: Uint8Array[], x: number, y: number): void {
  const row = grid[y >> 2] as Uint8Array;
  row[x >> 1] = (row[x >> 1] as number) | DOTS[(y & 3) as 0 | 1 | 2 | 3][(x & 1) as 0 | 1];
}

/** Replicas below the plot: a digit where the number changes, a line where it does not. */
export function replicaLine(
  points: readonly { time: number; replicas: number | undefined }[],
  { columns, from, to }: Pick<PlotArea, 'columns' | 'from' | 'to'>,
): string {
  const cells = Array.from({ length: columns }, () => ' ');
  let last: number | undefined;
  let reached = 0;
  for (const { time, replicas } of points) {
    const column = Math.round(((time - from) / (to - from)) * (columns - 1));
    if (column < 0 || column >= columns) continue;
    if (last !== undefined && replicas !== undefined)
      for (let at = reached; at < column; at++) if (cells[at] === ' ') cells[at] = '─';
    if (replicas !== undefined && replicas !== last)
      for (const [at, digit] of [...String(replicas)].entries())
        if (column + at < columns) cells[column + at] = digit;
    if (replicas !== undefined && cells[column] === ' ') cells[column] = '─';
    reached = column;
    last = replicas;
  }
  return cells.join('');
}
