import { beginning, chop, columnsOf, printable, visibleLength, withoutTabs } from './output.ts';
import type { Out, Theme } from './output.ts';

// oxlint-disable-next-line no-control-regex
const UNFINISHED = /(\u001B(\[[0-9;?]*)?|\r)$/;

/** Streams a command's output with a bar at its left, whatever the boundaries of the chunks. */
export class Gutter {
  readonly #out: Out;
  readonly #bar: string;
  /** The beginning of a control sequence whose end has not arrived. */
  #held = '';
  /** The current row; undefined at the start of a line. */
  #partial: string | undefined;
  /** The line of the row, and how it was written. */
  #line = '';
  #written = '';

  constructor(out: Out, theme: Theme) {
    this.#out = out;
    this.#bar = `  ${theme.dim('│')} `;
  }

  write(text: string): void {
    const whole = this.#held + text;
    this.#held = UNFINISHED.exec(whole)?.[0] ?? '';
    const clean = printable(whole.slice(0, whole.length - this.#held.length));
    const lines = clean.split('\n');
    lines.forEach((line, index) => {
      if (line !== '' || index < lines.length - 1) this.#part(line);
      if (index < lines.length - 1) this.#endLine();
    });
  }

  /** Ends an incomplete line of the command. */
  close(): void {
    this.#held = '';
    if (this.#partial !== undefined) this.#endLine();
  }

  #part(text: string): void {
    // A carriage return starts the line again, as progress bars do.
    const restarts = text.includes('\r') && text.replace(/\r+$/, '').includes('\r');
    const last = text.replace(/\r+$/, '').split('\r').pop()!;
    if (restarts && this.#partial !== undefined) this.#endLine();
    const shown = last.includes('\t') ? withoutTabs(last, visibleLength(this.#line)) : last;
    const [first, ...rest] = this.#rows(shown, this.#partial ?? '');
    this.#emit(this.#partial === undefined ? this.#bar + first! : first!);
    for (const row of rest) this.#emit(`\n${this.#bar}${row}`);
    this.#partial = rest.at(-1) ?? (this.#partial ?? '') + first!;
    this.#line += shown;
  }

  #endLine(): void {
    this.#emit('\n');
    const line = this.#line;
    const written = this.#written;
    const render = () => this.#rows(line).map((row) => `${this.#bar}${row}\n`);
    this.#out.reflow?.(written, () => render().join(''));
    this.#partial = undefined;
    this.#line = '';
    this.#written = '';
  }

  /** @param before what is already in the first row */
  #rows(text: string, before = ''): string[] {
    if (!this.#out.isTTY) return [text];
    const width = Math.max(10, columnsOf(this.#out) - 5);
    if (before === '') return chop(text, width);
    const first = beginning(text, Math.max(0, width - visibleLength(before)));
    const rest = text.slice(first.length);
    return [first, ...(rest === '' ? [] : chop(rest, width))];
  }

  #emit(text: string): void {
    this.#written += text;
    this.#out.write(text);
  }
}
