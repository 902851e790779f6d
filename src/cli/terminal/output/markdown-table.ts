/** Renders a table of a scene, with borders, at most as wide as the given width. */
import type { Align, Block } from '../../../show/index.ts';
import { inline } from './inline.ts';
import { chop, visibleLength, wrap } from './output.ts';
import type { Style, Theme } from './output.ts';

type Table = Extract<Block, { kind: 'table' }>;

export function renderTable({ align, head, rows }: Table, theme: Theme, width: number): string[] {
  const texts = [head, ...rows].map((cells) => cells.map((cell) => inline(cell, theme)));
  // A border and a space before each column, a space after it, and the last border.
  const widths = columnWidths(texts, width - 3 * align.length - 1);
  const rule = ([left, cross, right]: string) =>
    theme.dim(left! + widths.map((each) => '─'.repeat(each + 2)).join(cross) + right!);
  const [first, ...others] = texts.map((cells, index) =>
    rowLines(cells, widths, align, theme.dim('│'), index === 0 ? theme.bold : (text) => text),
  );
  // Rows of several lines need a rule between them.
  const apart = others.some(({ length }) => length > 1) ? [rule('├┼┤')] : [];
  return [
    rule('┌┬┐'),
    ...first!,
    ...others.flatMap((lines, index) => [...(index === 0 ? [rule('├┼┤')] : apart), ...lines]),
    rule('└┴┘'),
  ];
}

/** As wide as the cells. If they do not fit, the widest columns shrink; words are broken only if necessary. */
function columnWidths(rows: readonly string[][], room: number): number[] {
  const most = (measure: (cell: string) => number) =>
    rows[0]!.map((_, column) => Math.max(1, ...rows.map((cells) => measure(cells[column]!))));
  const widths = most((cell) => visibleLength(cell));
  const longestWords = most((cell) => Math.max(...cell.split(' ').map((word) => visibleLength(word))));
  for (const least of [longestWords, widths.map(() => 1)])
    while (widths.reduce((sum, each) => sum + each, 0) > room) {
      const shrinkable = widths.map((each, column) => (each > least[column]! ? each : 0));
      const widest = Math.max(...shrinkable);
      if (widest === 0) break;
      widths[shrinkable.lastIndexOf(widest)]! -= 1;
    }
  return widths;
}

function rowLines(cells: string[], widths: number[], align: Align[], bar: string, style: Style): string[] {
  const columns = cells.map((text, column) =>
    wrap(text, widths[column]!).flatMap((line) => chop(line, widths[column]!)),
  );
  return Array.from({ length: Math.max(1, ...columns.map(({ length }) => length)) }, (_, line) => {
    const shown = columns.map((lines, column) =>
      aligned(style(lines[line] ?? ''), widths[column]!, align[column]!),
    );
    return `${bar} ${shown.join(` ${bar} `)} ${bar}`;
  });
}

function aligned(text: string, width: number, align: Align): string {
  const left = Math.max(0, width - visibleLength(text));
  const before = align === 'right' ? left : align === 'center' ? Math.floor(left / 2) : 0;
  return ' '.repeat(before) + text + ' '.repeat(left - before);
}
