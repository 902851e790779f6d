/** How things look: colours that hold on light and on dark ground, and text that fits the terminal. */
import { stripVTControlCharacters } from 'node:util';
import { Chalk } from 'chalk';
import type { ChalkInstance } from 'chalk';
import { lettersThatFit, textColumns } from './text-columns.ts';

export type Style = (text: string) => string;

/** Where text goes; a terminal, a pipe, or a test's own. */
export interface Out {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
  /** The end of what was written can be written for another width, too. */
  again?(written: string, render: () => string): void;
  /** Takes the cursor's line back. */
  eraseLine?(): void;
}

export interface Theme {
  name(character: string): Style;
  dim: Style;
  bold: Style;
  italic: Style;
  code: Style;
  good: Style;
  bad: Style;
  /** Must not be overlooked, and is no failure. */
  warn: Style;
  heading: Style;
}

// Of medium lightness, so that they can be read on white and on black.
const VOICES: Record<string, number> = {
  Narrator: 134,
  Vypravěč: 134,
  Hipster: 166,
  Operations: 31,
  Provoz: 31,
};
const OTHERS = [97, 65, 131, 67];

/** A terminal that moves no cursor, such as an editor's shell window. */
export function isDumb(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.TERM === 'dumb';
}

/** No colours in a pipe, nor where `NO_COLOR` is set. */
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

/** Columns for text: never so wide that the eye loses the line. */
export function textWidth(out: Out, env: NodeJS.ProcessEnv = process.env): number {
  return Math.max(20, Math.min(columnsOf(out, env) - 4, MAX_WIDTH));
}

export function columnsOf(out: Out, env: NodeJS.ProcessEnv = process.env): number {
  return out.columns || Number(env.COLUMNS) || 80;
}

/** A serial line, or a container's terminal, may say that it has none. */
export function rowsOf(out: { rows?: number }): number {
  return out.rows || 24;
}

/** What could move the cursor, ring the bell or change the letters of the speaker's terminal is left out. */
export function printable(text: string): string {
  return (
    stripVTControlCharacters(text)
      .replaceAll('\r\n', '\n')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, '')
  );
}

/** Columns a text takes, colours not counted. @param row the terminal's width, if the text may be longer */
export function visibleLength(text: string, row?: number): number {
  return textColumns(stripVTControlCharacters(text), row);
}

/** Breaks between words; a word that is too long keeps its line to itself. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Loses no character: breaks behind a space in the last third of a row, or else anywhere. */
export function chop(line: string, columns: number): string[] {
  const width = Math.max(2, columns);
  const rows: string[] = [];
  const letters = [...line];
  let from = 0;
  for (;;) {
    // Marks take no column: where they are many, a row is broken early.
    const row = letters.slice(from, from + width * 4);
    const fits = lettersThatFit(row, width);
    if (from + fits === letters.length) return [...rows, row.join('')];
    const space = row.lastIndexOf(' ', fits - 1) + 1;
    const end = space > (fits * 2) / 3 ? space : fits;
    rows.push(row.slice(0, end).join(''));
    from += end;
  }
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - visibleLength(text)));
}

export function truncate(text: string, width: number): string {
  if (textColumns(text) <= width) return text;
  const letters = [...text];
  return `${letters.slice(0, lettersThatFit(letters, Math.max(0, width - 1))).join('')}…`;
}
