/** Single key presses from a terminal in raw mode. A key counts only while somebody waits for one. */
import type { ReadStream } from 'node:tty';
import { isDumb, printable } from '../output/output.ts';
import type { Out } from '../output/output.ts';
import { decodeKeys, withoutAnswers } from './key-decoder.ts';
import { PasteFilter } from './paste-filter.ts';
import type { Received } from './paste-filter.ts';
import { holdTerminal, suspend } from './suspend.ts';

/** Only these go on: a cat on the keyboard starts nothing. */
export const ADVANCE: readonly string[] = ['enter', 'space', 'right'];

const ASK_FOR_PASTE_MARKS = '\u001B[?2004h';
const NO_PASTE_MARKS = '\u001B[?2004l';

interface Waiter {
  wanted: readonly string[] | 'any';
  settle: (key: string) => void;
}

export class Keys {
  readonly #input: ReadStream;
  readonly #out: Out;
  readonly #filter = new PasteFilter((received) => this.#receive(received));
  readonly #onData = (data: string): void => this.#filter.feed(data);
  #diverted: ((text: string) => void) | undefined;
  #waiter: Waiter | undefined;
  #isOpen = false;
  #letGo = () => {};
  /** However the process ends, but by SIGKILL. */
  readonly #onExit = () => this.close();
  /** Called for Ctrl-C while nobody waits for a key. */
  onInterrupt: () => void = () => {};

  constructor(input: ReadStream, out: Out) {
    this.#input = input;
    this.#out = out;
  }

  /** Takes the terminal over. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    process.once('exit', this.#onExit);
    this.#input.setEncoding('utf8');
    // Held from before it is raw until after: a stop in between would leave it so to the shell.
    this.#letGo = holdTerminal({ release: () => this.#giveBack(), retake: () => this.#take() });
    this.#take();
    this.#input.on('data', this.#onData);
    this.#input.resume();
  }

  /** Gives the terminal back as it was. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    process.off('exit', this.#onExit);
    this.#input.off('data', this.#onData);
    this.#filter.reset();
    this.#giveBack();
    this.#letGo();
    this.#input.pause();
  }

  /** The next of the wanted keys (`any` is every one), or `ctrl-c`, which an aborted signal counts as. Any other key is dropped. */
  next(wanted: readonly string[] | 'any', signal: AbortSignal): Promise<string> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve('ctrl-c');
      const abort = () => settle('ctrl-c');
      const settle = (key: string) => {
        this.#waiter = undefined;
        signal.removeEventListener('abort', abort);
        resolve(key);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiter = { wanted, settle };
    });
  }

  /** Until called without, what is typed or pasted goes there as text; a paste is one line of it. */
  divert(sink?: (text: string) => void): void {
    this.#diverted = sink;
  }

  #take(): void {
    this.#input.setRawMode(true);
    if (!isDumb()) this.#out.write(ASK_FOR_PASTE_MARKS);
  }

  #giveBack(): void {
    if (!isDumb()) this.#out.write(NO_PASTE_MARKS);
    if (!this.#input.destroyed) this.#input.setRawMode(false);
  }

  #receive({ text, pasted }: Received): void {
    if (this.#diverted)
      this.#diverted(pasted ? printable(text).replace(/[\r\n\t]+/g, ' ') : withoutAnswers(text));
    // Not even the line ends in it are key presses.
    else if (!pasted) decodeKeys(text).forEach((key) => this.#press(key));
  }

  #press(key: string): void {
    const waiter = this.#waiter;
    if (key === 'ctrl-z') suspend();
    else if (waiter && (key === 'ctrl-c' || waiter.wanted === 'any' || waiter.wanted.includes(key)))
      waiter.settle(key);
    else if (!waiter && key === 'ctrl-c') this.onInterrupt();
  }
}
