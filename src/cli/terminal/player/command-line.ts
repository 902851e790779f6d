/** A step as it is typed, in the rows of a terminal, broken between words. */
import type { Step } from '../../../show/index.ts';
import { chop, columnsOf, visibleLength, withoutTabs } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';

interface Parts {
  mark: string;
  text: string;
  tail: string;
}

/** The mark before it, the text, and what follows it. */
export function commandParts(step: Step): Parts {
  if (step.kind === 'fix') return { mark: '±', text: `git apply ${step.patch}`, tail: '' };
  if (step.kind === 'stop') return { mark: '■', text: step.name, tail: '' };
  return { mark: '$', text: step.command, tail: step.background ? ' &' : '' };
}

export function renderCommand(step: Step, theme: Theme, out: Out): string[] {
  return renderParts(commandParts(step), theme, out);
}

function renderParts({ mark, text, tail }: Parts, theme: Theme, out: Out): string[] {
  const lines = text.split('\n').flatMap((line, index) => {
    const before = theme.dim(index === 0 ? mark : '>');
    return rowsOf(line, out).map((row, at) => `  ${at === 0 ? before : ' '} ${theme.bold(row)}`);
  });
  return [...lines.slice(0, -1), lines.at(-1)! + theme.dim(tail)];
}

/** Columns before a command. */
const MARK = 4;

function rowsOf(line: string, out: Out): string[] {
  // Tabs become spaces, since the status and the editor count columns.
  const text = withoutTabs(line, MARK);
  if (!out.isTTY) return [text];
  const width = columnsOf(out) - MARK;
  const rows = chop(text, width);
  // The space after a full row would be at the start of the next.
  const afterFullRow = (index: number) => index > 0 && visibleLength(rows[index - 1]!) === width;
  return rows.map((row, index) => (afterFullRow(index) ? row.replace(/^ /, '') : row));
}

/** Marks where a row ends before its line does. */
const ROW_END = '\v';

/** A command that is typed or edited, and wrapped again after a resize. */
export class CommandLine {
  readonly #mark: string;
  readonly #tail: string;
  readonly #theme: Theme;
  readonly #out: Out;
  #text = '';
  #written = '';
  /** Spaces from the end of a row to the start of the text in the next. */
  #paddings: string[] = [];

  constructor({ mark, tail }: Parts, theme: Theme, out: Out) {
    this.#mark = mark;
    this.#tail = tail;
    this.#theme = theme;
    this.#out = out;
  }

  /** @returns the text to type letter by letter */
  begin(text: string): string {
    this.#text = text;
    this.#written = '';
    this.#write(`  ${this.#theme.dim(this.#mark)} `);
    return this.#letters();
  }

  type(letters: string): void {
    this.#write(this.#shown(letters));
  }

  end(): void {
    this.#write(this.#theme.dim(this.#tail));
    const parts = { mark: this.#mark, text: this.#text, tail: this.#tail };
    this.#out.unfinished?.(this.#written, {
      waiting: () =>
        `  ${this.#theme.dim(this.#mark)} ${this.#shown(this.#letters())}${this.#theme.dim(this.#tail)}`,
      ended: () => renderParts(parts, this.#theme, this.#out).join('\n'),
    });
  }

  show(text: string): void {
    this.type(this.begin(text));
    this.end();
  }

  #letters(): string {
    const lines = this.#text.split('\n').map((line) => rowsOf(line, this.#out));
    // Spaces instead of a line end, so that the terminal continues in the next row: it stays one line, to erase as one.
    this.#paddings = lines
      .flatMap((rows) => rows.slice(0, -1))
      .map((row) => ' '.repeat(Math.max(0, columnsOf(this.#out) - MARK - visibleLength(row)) + MARK));
    return lines.map((rows) => rows.join(ROW_END)).join('\n');
  }

  #shown(letters: string): string {
    return this.#theme
      .bold(letters)
      .replaceAll('\n', `\n  ${this.#theme.dim('>')} `)
      .replaceAll(ROW_END, () => this.#paddings.shift() ?? '');
  }

  #write(text: string): void {
    this.#written += text;
    this.#out.write(text);
  }
}
