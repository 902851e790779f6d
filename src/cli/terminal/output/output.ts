/** Colours for light and dark backgrounds, and text that fits the terminal. */
import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import type { ChalkInstance } from 'chalk';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

export type Style = (text: string) => string;

export interface UnfinishedLine {
  /** While the cursor is after it: the rows of a line are joined. */
  waiting(): string;
  /** Once a line end follows it. */
  ended(): string;
}

/** Where text is written: a terminal, a pipe, or a test's object. */
export interface Out {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  /** `render` gives the last text written for the current width. */
  reflow?(written: string, render: () => string): void;
  /** The same for a line in which the cursor waits. */
  unfinished?(written: string, render: UnfinishedLine): void;
  /** Erases the cursor's line. */
  eraseLine?(): void;
}

export interface Theme {
  name(character: string): Style;
  dim: Style;
  bold: Style;
  italic: Style;
  deleted: Style;
  code: Style;
  good: Style;
  bad: Style;
  /** For what must not be overlooked, but is not a failure. */
  warn: Style;
  heading: Style;
}

// Of medium lightness, so that they are readable on white and on black.
const VOICES: Record<string, number> = {
  Narrator: 134,
  Vypravěč: 134,
  Hipster: 166,
  Operations: 31,
  Provoz: 31,
};
const OTHERS = [97, 65, 131, 67];

/** A terminal that cannot move its cursor, such as the shell window of an editor. */
export function isDumb(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.TERM === 'dumb';
}

/** No colours in a pipe, nor if `NO_COLOR` is set. */
export function themeFor(out: Out, env: NodeJS.ProcessEnv = process.env): Theme {
  const forced = env.FORCE_COLOR && env.FORCE_COLOR !== '0';
  const plain = Boolean(env.NO_COLOR) || (!out.isTTY && !forced) || isDumb(env);
  const level = plain
    ? 0
    : /^(truecolor|24bit)$/.test(env.COLORTERM ?? '') || /256/.test(env.TERM ?? '')
      ? 2
      : 1;
  return theme(new Chalk({ level }));
}

function theme(chalk: ChalkInstance): Theme {
  return {
    name: (character) => chalk.bold.ansi256(VOICES[character] ?? OTHERS[hash(character) % OTHERS.length]!),
    dim: chalk.dim,
    bold: chalk.bold,
    italic: chalk.italic,
    // Without a mark, the text would say the opposite.
    deleted: chalk.level === 0 ? (text) => `~~${text}~~` : chalk.strikethrough,
    code: chalk.ansi256(30),
    good: chalk.green,
    bad: chalk.red,
    warn: chalk.bold.ansi256(172),
    heading: chalk.bold,
  };
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0);
}

const MAX_WIDTH = 76;

/** Columns for text: limited, so that lines stay readable. */
export function textWidth(out: Out, env: NodeJS.ProcessEnv = process.env): number {
  return Math.max(20, Math.min(columnsOf(out, env) - 4, MAX_WIDTH));
}

export function columnsOf(out: Out, env: NodeJS.ProcessEnv = process.env): number {
  return out.columns || Number(env.COLUMNS) || 80;
}

/** A serial line, or a container's terminal, may report 0 rows. */
export function rowsOf(out: { rows?: number }): number {
  return out.rows || 24;
}

/** Removes what could move the cursor, ring the bell or change the character set of the speaker's terminal. */
export function printable(text: string): string {
  return (
    stripVTControlCharacters(text)
      .replaceAll('\r\n', '\n')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, '')
  );
}

/** Letters of European languages, and the box-drawing characters and arrows that pycont uses: nearly all text. */
const NARROW =
  /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u2319\u2500-\u25FC\u2713\u2717]*$/;

/** Loading the width rules of all scripts takes longer than most commands. */
function columns(text: string): number {
  return NARROW.test(text) ? text.length : stringWidth(text);
}

/**
 * The number of columns of a text, without its colours.
 * @param row the terminal's width, if the text may be longer: a wide letter that does not fit leaves the last column
 * empty
 */
export function visibleLength(text: string, row?: number): number {
  const length = columns(text);
  if (row === undefined || length < row) return length;
  const rows = wrapAnsi(text, row, { hard: true, wordWrap: false, trim: false }).split('\n');
  return (rows.length - 1) * row + stringWidth(rows.at(-1)!);
}

/** Breaks at spaces, except non-breaking ones; a word that is too long gets its own line. */
export function wrap(text: string, width: number): string[] {
  const words = text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
  return words === '' ? [] : wrapAnsi(words, width).split('\n');
}

/** Keeps all spaces: breaks after one, or anywhere in a word that is too long. */
export function chop(line: string, columns: number): string[] {
  if (!Number.isFinite(columns)) return [line];
  return wrapAnsi(line, Math.max(2, columns), { hard: true, trim: false }).split('\n');
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - visibleLength(text)));
}

export function truncate(text: string, width: number): string {
  if (visibleLength(text) <= width) return text;
  return NARROW.test(text) ? `${text.slice(0, Math.max(0, width - 1))}…` : cliTruncate(text, width);
}

/** As much of the beginning as fits into the columns. */
export function beginning(text: string, columns: number): string {
  return NARROW.test(text) ? text.slice(0, columns) : cliTruncate(text, columns, { truncationCharacter: '' });
}

const TAB = 8;

/** @param from the number of columns before the text */
export function withoutTabs(text: string, from: number): string {
  return text.split('\t').reduce((before, part) => {
    const at = from + columns(before);
    return before + ' '.repeat(TAB - (at % TAB)) + part;
  });
}
