/** Single key presses from a terminal in raw mode. */
import type { ReadStream } from 'node:tty';
import { isDumb, printable } from '../output/output.ts';
import type { Out } from '../output/output.ts';
import { decodeKeys, withoutAnswers } from './key-decoder.ts';
import { PasteFilter } from './paste-filter.ts';
import type { Received } from './paste-filter.ts';
import { holdTerminal, suspend } from './suspend.ts';

const ASK_FOR_PASTE_MARKS = '\u001B[?2004h';
const NO_PASTE_MARKS = '\u001B[?2004l';

export class Keys {
  readonly #input: ReadStream;
  readonly #out: Out;
  readonly #filter = new PasteFilter((received) => this.#receive(received));
  readonly #onData = (data: string): void => this.#filter.feed(data);
  readonly #onInterrupt: () => void;
  #listener: ((keys: readonly string[]) => void) | undefined;
  #textListener: ((text: string) => void) | undefined;
  #isOpen = false;
  #letGo = () => {};
  /** However the process ends, but by SIGKILL. */
  readonly #onExit = () => this.close();

  /** @param onInterrupt what Ctrl-C does while nothing listens */
  constructor(input: ReadStream, out: Out, onInterrupt: () => void) {
    this.#input = input;
    this.#out = out;
    this.#onInterrupt = onInterrupt;
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

  /** Hands over the names of keys that come at once, but Ctrl-Z, which suspends. @returns what ends it */
  listen(listener: (keys: readonly string[]) => void): () => void {
    this.#listener = listener;
    return () => (this.#listener = undefined);
  }

  /** Until it is ended, what is typed or pasted is text and no keys; a paste is one line of it. @returns what ends it */
  listenToText(listener: (text: string) => void): () => void {
    this.#textListener = listener;
    return () => (this.#textListener = undefined);
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
    if (this.#textListener)
      this.#textListener(pasted ? printable(text).replace(/[\r\n\t]+/g, ' ') : withoutAnswers(text));
    // Not even the line ends in it are key presses.
    else if (!pasted) this.#press(decodeKeys(text));
  }

  #press(pressed: readonly string[]): void {
    if (pressed.includes('ctrl-z')) suspend();
    const keys = pressed.filter((key) => key !== 'ctrl-z');
    if (this.#listener) this.#listener(keys);
    else if (keys.includes('ctrl-c')) this.#onInterrupt();
  }
}
