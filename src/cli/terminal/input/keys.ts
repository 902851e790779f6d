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
  #keepsLines = false;
  #rawListener: ((data: string) => void) | undefined;
  #isOpen = false;
  #isLent = false;
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
    if (!this.#isLent) {
      process.once('exit', this.#onExit);
      // Held for the whole time in raw mode: a stop in between would leave the shell a raw terminal.
      this.#stopHolding = holdTerminal({ release: () => this.#restore(), retake: () => this.#take() });
    }
    this.#isOpen = true;
    this.#isLent = false;
    this.#input.setEncoding('utf8');
    this.#take();
    this.#input.on('data', this.#onData);
    this.#input.resume();
  }

  /** Restores the terminal. */
  close(): void {
    if (!this.#isOpen && !this.#isLent) return;
    this.#stopReading();
    this.#isLent = false;
    process.off('exit', this.#onExit);
    this.#restore();
    this.#stopHolding();
  }

  /**
   * Leaves it in raw mode, for a program in a pty: what is typed before that is joined is for the program, too. It
   * stays held until it is opened or closed again: that program may be stopped before it is joined.
   */
  lend(): void {
    if (!this.#isOpen) return;
    this.#stopReading();
    this.#isLent = true;
    this.#unmarkPastes();
  }

  #stopReading(): void {
    this.#isOpen = false;
    this.#input.off('data', this.#onData);
    this.#input.pause();
    this.#filter.reset();
  }

  /** Passes on the names of keys that arrive together, except Ctrl-Z, which suspends. @returns stops listening */
  listen(listener: (keys: readonly string[]) => void): () => void {
    this.#listener = listener;
    return () => (this.#listener = undefined);
  }

  /**
   * Passes on typed and pasted input as text instead of keys.
   * @param keepsLines whether a paste keeps its lines; it becomes one line otherwise
   * @returns stops listening
   */
  listenToText(listener: (text: string) => void, keepsLines = false): () => void {
    this.#textListener = listener;
    this.#keepsLines = keepsLines;
    return () => (this.#textListener = undefined);
  }

  /**
   * Passes on all that is typed as it is, Ctrl-C and Ctrl-Z too: for a program in another terminal, which does not
   * know that pastes are marked in this one. @returns stops it
   */
  forward(listener: (data: string) => void): () => void {
    this.#rawListener = listener;
    return () => (this.#rawListener = undefined);
  }

  #take(): void {
    this.#input.setRawMode(true);
    if (!this.#isLent && !isDumb()) this.#out.write(ENABLE_BRACKETED_PASTE);
  }

  #unmarkPastes(): void {
    if (!isDumb()) this.#out.write(DISABLE_BRACKETED_PASTE);
  }

  #restore(): void {
    this.#unmarkPastes();
    if (!this.#input.destroyed) this.#input.setRawMode(false);
  }

  #receive({ text, pasted }: Received): void {
    if (this.#rawListener) this.#rawListener(text);
    else if (this.#textListener) this.#textListener(pasted ? this.#pastedText(text) : withoutAnswers(text));
    // Nothing in a paste is a key press, not even its line ends.
    else if (!pasted) this.#press(decodeKeys(text));
  }

  #pastedText(text: string): string {
    const clean = printable(text);
    return this.#keepsLines ? clean : clean.replace(/[\r\n\t]+/g, ' ');
  }

  #press(pressed: readonly string[]): void {
    if (pressed.includes('ctrl-z')) suspend();
    const keys = pressed.filter((key) => key !== 'ctrl-z');
    if (this.#listener) this.#listener(keys);
    else if (keys.includes('ctrl-c')) this.#onInterrupt();
  }
}
