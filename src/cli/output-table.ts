import { padEnd, truncate, visibleLength } from './output.ts';

export interface Column {
  title: string;
  right?: boolean;
  /** Gives way when the terminal is narrow: cut first, and left out below 8 columns. */
  elastic?: boolean;
}

/** Lines of a table that fits the width, with two spaces between columns. */
export function table(columns: Column[], rows: string[][], width: number): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(visibleLength(title), ...rows.map((row) => visibleLength(row[index] ?? ''))),
  );
  const total = () => widths.reduce((sum, each) => sum + each + (each > 0 ? 2 : 0), -2);
  for (let index = columns.length - 1; index >= 0 && total() > width; index -= 1) {
    if (!columns[index]!.elastic) continue;
    const left = widths[index]! - (total() - width);
    widths[index] = left >= 8 ? left : 0;
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
