/** A text of several lines with a cursor, and what the keys of a shell's line editor do to it: pure. */
import { visibleLength } from '../output/output.ts';
import { keyOf } from './key-decoder.ts';

export interface EditedText {
  readonly lines: readonly string[];
  /** The cursor's line, from 0, and how many code units of it are before the cursor. */
  readonly row: number;
  readonly at: number;
}

/** The cursor is at the end. */
export function editedText(text: string): EditedText {
  const lines = text.split('\n');
  return { lines, row: lines.length - 1, at: lines.at(-1)!.length };
}

const WORD_BEFORE = /\S*\s*$/;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/;

/** @param token one key as a terminal sends it */
export function editText(text: EditedText, token: string): EditedText {
  const { lines, row, at } = text;
  const line = lines[row]!;
  switch (keyOf(token)) {
    case 'enter':
      return withLines(text, [line.slice(0, at), line.slice(at)], { row: row + 1, at: 0 });
    case 'tab':
      return inserted(text, '\t');
    case 'backspace':
    case 'ctrl-h':
      return at === 0 ? joinedWithBefore(text) : cut(text, before(line, at), at);
    case 'delete':
    case 'ctrl-d':
      return at === line.length ? joinedWithNext(text) : cut(text, at, after(line, at));
    case 'ctrl-k':
      return cut(text, at, line.length);
    case 'ctrl-u':
      return cut(text, 0, at);
    case 'ctrl-w':
      return cut(text, line.slice(0, at).search(WORD_BEFORE), at);
    case 'left':
    case 'ctrl-b':
      if (at > 0) return { ...text, at: before(line, at) };
      return row === 0 ? text : { ...text, row: row - 1, at: lines[row - 1]!.length };
    case 'right':
    case 'ctrl-f':
      if (at < line.length) return { ...text, at: after(line, at) };
      return row === lines.length - 1 ? text : { ...text, row: row + 1, at: 0 };
    case 'up':
    case 'ctrl-p':
      return toRow(text, row - 1);
    case 'down':
    case 'ctrl-n':
      return toRow(text, row + 1);
    case 'home':
    case 'ctrl-a':
      return { ...text, at: 0 };
    case 'end':
    case 'ctrl-e':
      return { ...text, at: line.length };
    default:
      return CONTROL.test(token) ? text : inserted(text, token);
  }
}

/** Its rows in a window, and where the cursor is in them; a tab takes two columns. */
export function layOut(
  { lines, row, at }: EditedText,
  width: number,
): { rows: { text: string; line: number; first: boolean }[]; cursor: { row: number; column: number } } {
  const rows: { text: string; line: number; first: boolean }[] = [];
  let cursor = { row: 0, column: 0 };
  lines.forEach((text, line) => {
    let current = { text: '', line, first: true };
    rows.push(current);
    const mark = (index: number) => {
      if (line === row && index === at)
        cursor = { row: rows.length - 1, column: visibleLength(current.text) };
    };
    for (const { segment, index } of new Intl.Segmenter().segment(text)) {
      const shown = segment === '\t' ? '  ' : segment;
      if (visibleLength(current.text + shown) > width)
        rows.push((current = { text: '', line, first: false }));
      mark(index);
      current.text += shown;
    }
    // Behind a full row the cursor stands in the next one.
    if (line === row && at === text.length && visibleLength(current.text) === width)
      rows.push((current = { text: '', line, first: false }));
    mark(text.length);
  });
  return { rows, cursor };
}

function inserted(text: EditedText, piece: string): EditedText {
  const line = text.lines[text.row]!;
  const at = text.at + piece.length;
  return withLines(text, [line.slice(0, text.at) + piece + line.slice(text.at)], { row: text.row, at });
}

function cut(text: EditedText, from: number, to: number): EditedText {
  const line = text.lines[text.row]!;
  return withLines(text, [line.slice(0, from) + line.slice(to)], { row: text.row, at: from });
}

/** Puts these lines in the place of the cursor's. */
function withLines(
  { lines, row }: EditedText,
  instead: string[],
  cursor: { row: number; at: number },
): EditedText {
  return { lines: lines.toSpliced(row, 1, ...instead), ...cursor };
}

function joinedWithBefore(text: EditedText): EditedText {
  const { lines, row } = text;
  return row === 0 ? text : joinedWithNext({ lines, row: row - 1, at: lines[row - 1]!.length });
}

function joinedWithNext({ lines, row, at }: EditedText): EditedText {
  return { lines: lines.toSpliced(row, 2, lines.slice(row, row + 2).join('')), row, at };
}

function toRow(text: EditedText, row: number): EditedText {
  const line = text.lines[row];
  if (line === undefined) return text;
  const at = Math.min(text.at, line.length);
  // Never within a letter that is several code units.
  return { ...text, row, at: at === line.length ? at : before(line, at + 1) };
}

/** The beginning of the letter before this place; letters are grapheme clusters. */
function before(line: string, at: number): number {
  return new Intl.Segmenter().segment(line).containing(at - 1)?.index ?? 0;
}

function after(line: string, at: number): number {
  const letter = new Intl.Segmenter().segment(line).containing(at);
  return letter ? letter.index + letter.segment.length : line.length;
}
