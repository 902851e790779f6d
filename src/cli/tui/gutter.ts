import { stripVTControlCharacters } from 'node:util';
import { chop, columnsOf, type Out, type Theme } from '../output.ts';

/** Streams a command's output behind a thin line, however the chunks are cut. */
export class Gutter {
  private readonly out: Out;
  private readonly bar: string;
  /** The line that is being written; undefined at the start of a line. */
  private partial: string | undefined;

  constructor(out: Out, theme: Theme) {
    this.out = out;
    this.bar = `  ${theme.dim('│')} `;
  }

  write(text: string): void {
    const clean = stripVTControlCharacters(text.replaceAll('\r\n', '\n'));
    const lines = clean.split('\n');
    lines.forEach((line, index) => {
      if (line !== '' || index < lines.length - 1) this.part(line);
      if (index < lines.length - 1) this.endLine();
    });
  }

  /** Ends a line that the command left open. */
  close(): void {
    if (this.partial !== undefined) this.endLine();
  }

  private part(text: string): void {
    // A carriage return starts the line again, as progress displays do.
    const restarts = text.includes('\r') && text.replace(/\r+$/, '').includes('\r');
    const shown = text.replace(/\r+$/, '').split('\r').pop()!;
    if (restarts && this.partial !== undefined) this.endLine();
    const width = this.out.isTTY ? Math.max(10, columnsOf(this.out) - 5) : Number.POSITIVE_INFINITY;
    if (this.partial === undefined) this.out.write(this.bar);
    const before = this.partial ?? '';
    const rows = width === Number.POSITIVE_INFINITY ? [before + shown] : chop(before + shown, width);
    this.out.write(rows[0]!.slice(before.length));
    for (const row of rows.slice(1)) this.out.write(`\n${this.bar}${row}`);
    this.partial = rows.at(-1)!;
  }

  private endLine(): void {
    this.out.write('\n');
    this.partial = undefined;
  }
}
