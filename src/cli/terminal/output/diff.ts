/** A diff on stage: what the scene shows of it, folded to fit the window; and the whole of it, to scroll through. */
import { PLAYER } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { diffLines, foldDiff } from './diff-lines.ts';
import type { DiffLine } from './diff-lines.ts';
import { chop, columnsOf, printable, rowsOf, withoutTabs } from './output.ts';
import type { Out, Style, Theme } from './output.ts';

/** The rows of the command above it, of the result below it, and of what is said or typed next. */
const ROWS_AROUND = 8;
/** Columns of the bar at its left, which output has, too. */
const BAR = 5;

interface Look {
  theme: Theme;
  translate: Translate;
}

/** @param block the lines that the scene shows @param key shows the whole; undefined if nobody is there to press it */
export function renderDiff(
  diff: string,
  { block, key }: { block: string; key: string | undefined },
  out: Out,
  look: Look,
): string[] {
  const width = out.isTTY ? Math.max(10, columnsOf(out) - BAR) : Number.POSITIVE_INFINITY;
  const rows = (line: DiffLine) => styled(line, width, look);
  const room = Math.max(3, rowsOf(out) - ROWS_AROUND);
  const { lines, more } = foldDiff(diffLines(diff), block, room, (line) => rows(line).length);
  const rest = more > 0 ? [look.theme.dim(look.translate(PLAYER.moreOfDiff({ count: more, key })))] : [];
  return [...lines.flatMap(rows), ...rest].map((row) => `  ${look.theme.dim('│')} ${row}`);
}

export function wholeDiff(diff: string, look: Look): string[] {
  return diffLines(diff).flatMap((line) => {
    const rows = styled(line, Number.POSITIVE_INFINITY, look).map((row) => `  ${row}`);
    return line.kind === 'file' ? ['', ...rows] : rows;
  });
}

function styled(line: DiffLine, width: number, { theme, translate }: Look): string[] {
  const text = line.kind === 'file' ? line.path : line.text;
  const style = styleOf(line, theme);
  const rows = chop(withoutTabs(printable(text), 0), width).map((row) => style(row));
  if (line.kind !== 'file' || line.change === 'changed') return rows;
  const change = translate(line.change === 'added' ? PLAYER.fileAdded : PLAYER.fileRemoved);
  return [...rows.slice(0, -1), `${rows.at(-1)!} ${theme.dim(change)}`];
}

function styleOf({ kind }: DiffLine, theme: Theme): Style {
  if (kind === 'file') return theme.bold;
  if (kind === 'added') return theme.good;
  if (kind === 'removed') return theme.bad;
  return kind === 'about' ? theme.dim : (text) => text;
}
