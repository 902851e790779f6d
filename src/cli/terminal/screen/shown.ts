/** The text written so far, and how to write it again for another width of the terminal: pure. */
import { visibleLength } from '../output/output.ts';
import type { UnfinishedLine } from '../output/output.ts';

/** How many pieces are kept: enough for every scene of a talk. */
const REMEMBERED = 20_000;
/** Text that cannot be wrapped again is joined up to this length, in characters. */
const LONG = 4_096;

export class Shown {
  #pieces: (() => string)[] = [];
  /** The last text, for which `reflow` has not been called yet. */
  #latest = '';
  /** The unfinished line at its end, if it can be wrapped again. */
  #unfinished: { written: string; render: UnfinishedLine } | undefined;
  /** The cursor's line. */
  line = '';

  append(text: string): void {
    const unfinished = this.#unfinished;
    this.#unfinished = undefined;
    if (unfinished && text.startsWith('\n')) {
      this.#append('\n');
      this.reflow(`${unfinished.written}\n`, () => `${unfinished.render.ended()}\n`);
      this.#append(text.slice(1));
    } else this.#append(text);
  }

  #append(text: string): void {
    const end = text.lastIndexOf('\n');
    this.line = end === -1 ? this.line + text : text.slice(end + 1);
    this.#latest += text;
    if (this.#latest.length > LONG) this.#seal(this.#latest.length);
  }

  /** @param written the last text written @param render gives it for the current width */
  reflow(written: string, render: () => string): void {
    if (!this.#latest.endsWith(written)) return;
    this.#seal(this.#latest.length - written.length);
    this.#latest = '';
    this.#keep(render);
  }

  unfinished(written: string, render: UnfinishedLine): void {
    this.#unfinished = { written, render };
  }

  /** Renders the unfinished line for the current width. */
  refit(): void {
    const unfinished = this.#unfinished;
    if (!unfinished || !this.#latest.endsWith(unfinished.written)) return;
    this.#latest = this.#latest.slice(0, this.#latest.length - unfinished.written.length);
    this.line = this.#latest.slice(this.#latest.lastIndexOf('\n') + 1);
    unfinished.written = unfinished.render.waiting();
    this.#append(unfinished.written);
  }

  /** The cursor's line was erased. */
  dropLine(): void {
    this.#unfinished = undefined;
    this.#latest = this.#latest.slice(0, this.#latest.lastIndexOf('\n') + 1);
    this.line = '';
  }

  get lines(): string[] {
    const text = this.#render(this.#pieces);
    const { written, render } = this.#unfinished ?? { written: '' };
    const whole = render && text.endsWith(written) ? text.slice(0, -written.length) + render.ended() : text;
    return whole.split('\n');
  }

  /** The last lines that fit into the rows; the last one is the cursor's. */
  tail(rows: number, columns: number): string[] {
    // Each piece has at least one line, except those that end in the middle of one.
    const lines = this.#render(this.#pieces.slice(-rows * 2)).split('\n');
    let left = rows;
    const first = lines.findLastIndex((line) => (left -= rowsOf(line, columns)) < 0);
    return lines.slice(first + 1);
  }

  #render(pieces: readonly (() => string)[]): string {
    return pieces.map((piece) => piece()).join('') + this.#latest;
  }

  /** Keeps this much of the text as it is, whatever the width. */
  #seal(length: number): void {
    const text = this.#latest.slice(0, length);
    if (text !== '') this.#keep(() => text);
    this.#latest = this.#latest.slice(length);
  }

  #keep(piece: () => string): void {
    this.#pieces.push(piece);
    if (this.#pieces.length > REMEMBERED) this.#pieces = this.#pieces.slice(-REMEMBERED / 2);
  }
}

function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(visibleLength(line) / columns));
}
