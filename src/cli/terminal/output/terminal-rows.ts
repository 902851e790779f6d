/** Rows of a program's terminal as lines of ours: with a bar at their left, or as they were. */
import type { Row } from '../../../show/index.ts';
import { beginning, columnsOf, fold, visibleLength } from './output.ts';
import type { Out, Theme } from './output.ts';

/** Columns of the bar, and one that stays free: a full row would leave the cursor nowhere. */
const BESIDE = 5;
const LEAST = 10;

/** Columns for what stands beside the bar; a pipe has room for all. */
export function columnsBeside(out: Out): number {
  return out.isTTY ? Math.max(LEAST, columnsOf(out) - BESIDE) : Number.POSITIVE_INFINITY;
}

/** Rows of which each goes on with the line of the one before are together. */
export function linesOf(rows: readonly Row[]): Row[][] {
  const lines: Row[][] = [];
  for (const row of rows) {
    if (row.wrapped && lines.length > 0) lines.at(-1)!.push(row);
    else lines.push([row]);
  }
  return lines;
}

/** Each in a row of the window, whatever its size. */
export function cutRows(rows: readonly Row[], theme: Theme, out: Out): string[] {
  const columns = out.isTTY ? columnsOf(out) - BESIDE : Number.POSITIVE_INFINITY;
  return rows.map((row) => {
    const fits = visibleLength(row.plain) <= columns;
    return bar(theme) + (fits ? shown(row, theme) : beginning(shown(row, theme), Math.max(1, columns)));
  });
}

/** A line for the terminal's width at the time: as the program's terminal broke it, or anew. */
export function lineBesideBar(rows: readonly Row[], theme: Theme, out: Out): () => string[] {
  const columns = columnsBeside(out);
  return () => {
    const now = columnsBeside(out);
    const fits = rows.every(({ plain }) => visibleLength(plain) <= now);
    const asItWas = rows.length === 1 ? fits : fits && now === columns && out.isTTY;
    const parts = asItWas ? rows.map((row) => shown(row, theme)) : fold(joined(rows, theme), now);
    return parts.map((part) => bar(theme) + part);
  };
}

/** A line that a program has written to the whole window. */
export function lineOfWindow(rows: readonly Row[], theme: Theme, out: Out): () => string[] {
  const text = joined(rows, theme);
  return () => fold(text, columnsOf(out));
}

function bar(theme: Theme): string {
  return `  ${theme.dim('│')} `;
}

function shown({ styled, plain }: Row, { hasColours }: Theme): string {
  return hasColours ? styled : plain.trimEnd();
}

/** With the spaces that a row ends with where the line goes on. */
function joined(rows: readonly Row[], theme: Theme): string {
  return rows
    .map((row, index) => {
      const text = shown(row, theme);
      const missing = visibleLength(row.plain) - visibleLength(text);
      return index < rows.length - 1 ? text + ' '.repeat(Math.max(0, missing)) : text;
    })
    .join('');
}
