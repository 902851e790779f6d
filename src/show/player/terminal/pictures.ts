/** Draws what an emulator shows whenever that has changed, but not too often. */
import { performance } from 'node:perf_hooks';
import type { Emulator, Picture } from './emulator.ts';

/** Pictures come no faster than this, in milliseconds. */
const PAUSE_MS = 40;

export class Pictures {
  readonly #emulator: Emulator;
  readonly #show: (picture: Picture) => void;
  readonly #cursor: boolean;
  #timer: NodeJS.Timeout | undefined;
  #last = Number.NEGATIVE_INFINITY;
  #isOver = false;

  /** @param cursor it is drawn: somebody types */
  constructor(emulator: Emulator, show: (picture: Picture) => void, cursor = false) {
    this.#cursor = cursor;
    this.#emulator = emulator;
    this.#show = show;
  }

  changed(): void {
    if (this.#isOver || this.#timer) return;
    const wait = this.#last + PAUSE_MS - performance.now();
    if (wait <= 0) this.#draw();
    else this.#timer = setTimeout(() => this.#draw(), wait);
  }

  /** The last picture. */
  end(): void {
    clearTimeout(this.#timer);
    this.#isOver = true;
    this.#show(this.#emulator.picture({ over: true }));
  }

  #draw(): void {
    this.#timer = undefined;
    this.#last = performance.now();
    this.#show(this.#emulator.picture({ cursor: this.#cursor }));
  }
}
