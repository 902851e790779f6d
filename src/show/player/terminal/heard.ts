/** What a terminal has printed, as plain text, for those who wait for something in it. */
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

// oxlint-disable-next-line no-control-regex
const UNFINISHED = /\u001B(?:\[[0-?]*[ -/]*|\][^\u0007]*)?$/;
/** Characters: what is waited for is never longer. */
const KEPT = 256 * 1024;

export class Heard {
  #text = '';
  /** The beginning of a control sequence whose end is still to come. */
  #held = '';
  #latest = performance.now();
  readonly #waiting = new Set<() => void>();

  add(raw: string): void {
    this.#latest = performance.now();
    const whole = this.#held + raw;
    this.#held = UNFINISHED.exec(whole)?.[0] ?? '';
    const plain = stripVTControlCharacters(whole.slice(0, whole.length - this.#held.length));
    this.#text = (this.#text + plain.replaceAll('\r', '')).slice(-KEPT);
    for (const look of this.#waiting) look();
  }

  /** Resolves when nothing has been printed for so long, in milliseconds, or when the signal is aborted. */
  async quiet(ms: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const left = this.#latest + ms - performance.now();
      if (left <= 0) return;
      await delay(left, undefined, { signal }).catch(() => {});
    }
  }

  /** Takes everything up to the end of the text: the next wait begins behind it. @throws what `signal` is aborted with */
  async take(text: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        this.#waiting.delete(look);
        signal.removeEventListener('abort', abort);
      };
      const abort = () => {
        stop();
        reject(signal.reason as Error);
      };
      const look = () => {
        const at = this.#text.indexOf(text);
        if (at === -1) return;
        this.#text = this.#text.slice(at + text.length);
        stop();
        resolve();
      };
      this.#waiting.add(look);
      signal.addEventListener('abort', abort);
      look();
    });
  }
}
