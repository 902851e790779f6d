/**
 * Columns as Go's tabwriter formats them for docker and kubectl: as wide as the widest cell, three spaces between.
 * @param narrowest minimum width of a column, with the spaces
 * @returns lines without trailing spaces
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
