import { padEnd, truncate, visibleLength } from './output.ts';

export interface Column {
  title: string;
  right?: boolean;
  /**
   * In a narrow terminal columns shrink in this order, lowest first: each is truncated, or left out if it would be
   * narrower than 8.
   */
  shrink?: number;
}

const LEAST = 8;

/** The lines of a table that fits the width, with two spaces between columns. */
export function table(columns: Column[], rows: string[][], width: number): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(visibleLength(title), ...rows.map((row) => visibleLength(row[index] ?? ''))),
  );
  const total = () => widths.reduce((sum, each) => sum + (each > 0 ? each + 2 : 0), -2);
  const order = columns.flatMap(({ shrink }, index) => (shrink === undefined ? [] : [{ shrink, index }]));
  for (const { index } of order.sort((a, b) => a.shrink - b.shrink)) {
    if (total() <= width) break;
    const left = widths[index]! - (total() - width);
    widths[index] = left >= LEAST ? left : 0;
  }
  return [columns.map(({ title }) => title), ...rows].map((row) =>
    row
      .flatMap((cell, index) =>
        widths[index] === 0 ? [] : [align(cell, widths[index]!, columns[index]!.right)],
      )
      .join('  ')
      .trimEnd(),
  );
}

function align(cell: string, width: number, right: boolean | undefined): string {
  if (visibleLength(cell) > width) return truncate(cell, width);
  return right ? ' '.repeat(width - visibleLength(cell)) + cell : padEnd(cell, width);
}
