/**
 * Columns as Go's tabwriter sets them for docker and kubectl: three blanks between, the widest cell decides.
 * @param narrowest width of a column, the blanks included
 * @returns lines without blanks at their ends
 */
export function tabbed(rows: readonly string[][], narrowest = 0): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? narrowest, cell.length + 3)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at]!)))
      .join('')
      .trimEnd(),
  );
}
