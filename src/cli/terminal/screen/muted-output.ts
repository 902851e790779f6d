/** A terminal whose output can be muted: what is written meanwhile is dropped, since a screen can paint it later. */
import type { WriteStream } from 'node:tty';
import type { Out } from '../output/output.ts';

/** Tells when the window gets another size. */
export interface Resizable {
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

export class MutedOutput implements Out, Resizable {
  readonly #output: WriteStream;
  muted = false;

  constructor(output: WriteStream) {
    this.#output = output;
  }

  get isTTY(): boolean {
    return this.#output.isTTY;
  }

  get columns(): number {
    return this.#output.columns;
  }

  get rows(): number {
    return this.#output.rows;
  }

  write(text: string): void {
    if (!this.muted) this.#output.write(text);
  }

  on(event: 'resize', listener: () => void): void {
    this.#output.on(event, listener);
  }

  off(event: 'resize', listener: () => void): void {
    this.#output.off(event, listener);
  }
}
