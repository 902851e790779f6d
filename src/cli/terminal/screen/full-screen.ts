/**
 * The terminal's alternate screen: its content disappears when it closes. On a dumb terminal the lines are printed one
 * after the other.
 */
import { isDumb } from '../output/output.ts';
import type { Out } from '../output/output.ts';

import { holdTerminal } from '../input/suspend.ts';

const OPEN = '\u001B[?1049h\u001B[H\u001B[2J';
const HIDE_CURSOR = '\u001B[?25l';
const CLOSE = '\u001B[?25h\u001B[?1049l';

export class FullScreen {
  readonly #out: Out;
  readonly #begin: string;
  readonly #hasCursor: boolean;
  #shown = '';
  #isOpen = false;
  #stopHolding = () => {};
  readonly #onExit = () => this.close();

  /** @param options `cursor`: the speaker types on it */
  constructor(out: Out, { cursor = false } = {}) {
    this.#out = out;
    this.#hasCursor = cursor;
    this.#begin = cursor ? OPEN : OPEN + HIDE_CURSOR;
  }

  open(): void {
    this.#isOpen = true;
    this.#shown = '';
    if (isDumb()) return;
    process.once('exit', this.#onExit);
    this.#out.write(this.#begin);
    this.#stopHolding = holdTerminal({
      release: () => this.#out.write(CLOSE),
      retake: () => this.#out.write(this.#begin + this.#shown),
    });
  }

  /** Lines must fit the terminal. Nothing is written if nothing has changed. */
  show(lines: readonly string[]): void {
    const frame = `\u001B[H${lines.map((line) => `${line}\u001B[K`).join('\r\n')}\u001B[J`;
    if (!this.#isOpen || (frame === this.#shown && !this.#hasCursor)) return;
    this.#shown = frame;
    this.#out.write(isDumb() ? `\n${lines.join('\n')}\n` : frame);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (isDumb()) return;
    process.off('exit', this.#onExit);
    this.#stopHolding();
    this.#out.write(CLOSE);
  }
}
