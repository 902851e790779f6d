/** Single key presses from a terminal in raw mode. */
import type { ReadStream } from 'node:tty';
import { isDumb, printable } from '../output/output.ts';
import type { Out } from '../output/output.ts';
import { decodeKeys, withoutAnswers } from './key-decoder.ts';
import { PasteFilter } from './paste-filter.ts';
import type { Received } from './paste-filter.ts';
import { holdTerminal, suspend } from './suspend.ts';

const ENABLE_BRACKETED_PASTE = '\u001B[?2004h';
const DISABLE_BRACKETED_PASTE = '\u001B[?2004l';

export class Keys {
  readonly #input: ReadStream;
  readonly #out: Out;
  readonly #filter = new PasteFilter((received) => this.#receive(received));
  readonly #onData = (data: string): void => this.#filter.feed(data);
  readonly #onInterrupt: () => void;
  #listener: ((keys: readonly string[]) => void) | undefined;
  #textListener: ((text: string) => void) | undefined;
  #isOpen = false;
  #stopHolding = () => {};
  /** Restores the terminal however the process ends, except by SIGKILL. */
  readonly #onExit = () => this.close();

  /** @param onInterrupt what Ctrl-C does while nothing listens */
  constructor(input: ReadStream, out: Out, onInterrupt: () => void) {
    this.#input = input;
    this.#out = out;
    this.#onInterrupt = onInterrupt;
  }

  /** Puts the terminal into raw mode. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    process.once('exit', this.#onExit);
    this.#input.setEncoding('utf8');
    // Held for the whole time in raw mode: a stop in between would leave the shell a raw terminal.
    this.#stopHolding = holdTerminal({ release: () => this.#restore(), retake: () => this.#take() });
    this.#take();
    this.#input.on('data', this.#onData);
    this.#input.resume();
  }

  /** Restores the terminal. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    process.off('exit', this.#onExit);
    this.#input.off('data', this.#onData);
    this.#filter.reset();
    this.#restore();
    this.#stopHolding();
    this.#input.pause();
  }

  /** Passes on the names of keys that arrive together, except Ctrl-Z, which suspends. @returns stops listening */
  listen(listener: (keys: readonly string[]) => void): () => void {
    this.#listener = listener;
    return () => (this.#listener = undefined);
  }

  /** Passes on typed and pasted input as text instead of keys; a paste becomes one line. @returns stops listening */
  listenToText(listener: (text: string) => void): () => void {
    this.#textListener = listener;
    return () => (this.#textListener = undefined);
  }

  #take(): void {
    this.#input.setRawMode(true);
    if (!isDumb()) this.#out.write(ENABLE_BRACKETED_PASTE);
  }

  #restore(): void {
    if (!isDumb()) this.#out.write(DISABLE_BRACKETED_PASTE);
    if (!this.#input.destroyed) this.#input.setRawMode(false);
  }

  #receive({ text, pasted }: Received): void {
    if (this.#textListener)
      this.#textListener(pasted ? printable(text).replace(/[\r\n\t]+/g, ' ') : withoutAnswers(text));
    // Nothing in a paste is a key press, not even its line ends.
    else if (!pasted) this.#press(decodeKeys(text));
  }

  #press(pressed: readonly string[]): void {
    if (pressed.includes('ctrl-z')) suspend();
    const keys = pressed.filter((key) => key !== 'ctrl-z');
    if (this.#listener) this.#listener(keys);
    else if (keys.includes('ctrl-c')) this.#onInterrupt();
  }
}
