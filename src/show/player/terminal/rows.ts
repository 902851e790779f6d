/** Rows of a terminal's screen as text: pure. */
import type { IBufferCell, IBufferLine } from '@xterm/headless';

export interface Row {
  /** With its colours, which end with it. */
  styled: string;
  plain: string;
  /** Goes on with what the row above it had no room for. */
  wrapped: boolean;
}

/** Of a program that had the speaker's whole terminal for long, so many rows are kept: the last ones. */
const KEPT = 5_000;

const RESET = '\u001B[0m';

/** @param cursor its column, to be drawn in this row */
export function rowOf(line: IBufferLine, cursor?: number): Row {
  return { styled: styledText(line, cursor), plain: line.translateToString(true), wrapped: line.isWrapped };
}

/** Lines as the program wrote them, each behind a line end: of parts that follow one another, it makes the whole. */
export function textOf(rows: readonly Row[]): string {
  return rows.map(({ plain, wrapped }) => (wrapped ? plain : `\n${plain}`)).join('');
}

/** Without the empty rows at the end. */
export function withoutEmptyEnd(rows: readonly Row[]): Row[] {
  return rows.slice(0, rows.findLastIndex(({ styled }) => styled !== '') + 1);
}

/** @param rows kept so far */
export function keptRows(rows: readonly Row[], more: readonly Row[]): Row[] {
  return [...rows, ...more].slice(-KEPT);
}

function styledText(line: IBufferLine, cursor: number | undefined): string {
  let text = '';
  let style = '';
  /** Up to the last letter that is seen. */
  let shown = '';
  for (let column = 0; column < line.length; column += 1) {
    const cell = line.getCell(column)!;
    // The second half of a wide letter.
    if (cell.getWidth() === 0) continue;
    const next = styleOf(cell, column === cursor);
    if (next !== style) text += `${style === '' ? '' : RESET}${next === '' ? '' : `\u001B[${next}m`}`;
    style = next;
    text += cell.getChars() || ' ';
    const isSeen = cell.getChars().trim() !== '' || showsSpace(cell) || column === cursor;
    if (isSeen) shown = style === '' ? text : text + RESET;
  }
  return shown;
}

/** Whether a space would be seen. */
function showsSpace(cell: IBufferCell): boolean {
  return !cell.isBgDefault() || [cell.isInverse(), cell.isUnderline(), cell.isStrikethrough()].some(Boolean);
}

/** The parameters of Select Graphic Rendition, ECMA-48. @param inverted as a block cursor stands there */
function styleOf(cell: IBufferCell, inverted: boolean): string {
  const flags = [
    [cell.isBold(), 1],
    [cell.isDim(), 2],
    [cell.isItalic(), 3],
    [cell.isUnderline(), 4],
    [Boolean(cell.isInverse()) !== inverted, 7],
    [cell.isInvisible(), 8],
    [cell.isStrikethrough(), 9],
  ];
  const set = flags.flatMap(([on, parameter]) => (on ? [String(parameter)] : []));
  if (!cell.isFgDefault()) set.push(colour(cell.getFgColor(), cell.isFgRGB(), 30));
  if (!cell.isBgDefault()) set.push(colour(cell.getBgColor(), cell.isBgRGB(), 40));
  return set.join(';');
}

/** @param base 30 for letters, 40 for what is behind them */
function colour(value: number, isRgb: boolean, base: number): string {
  if (isRgb) return `${base + 8};2;${value >> 16};${(value >> 8) & 255};${value & 255}`;
  if (value < 8) return String(base + value);
  return value < 16 ? String(base + 60 + value - 8) : `${base + 8};5;${value}`;
}
