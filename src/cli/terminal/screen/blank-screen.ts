/** A black screen, over a show that goes on behind it. */
import type { WriteStream } from 'node:tty';
import { columnsOf, colourLevel, isDumb, rowsOf } from '../output/output.ts';
import { FullScreen } from './full-screen.ts';
import type { MutedOutput } from './muted-output.ts';

/** Black in the palette of 256 colours: the first one of 16 is grey, or blue, in many themes. */
const BLACK = { 1: '\u001B[40m', 2: '\u001B[48;5;16m' };

export class BlankScreen {
  readonly #output: WriteStream;
  readonly #show: MutedOutput;
  readonly #screen: FullScreen;

  /** @param show what the show is written to */
  constructor(output: WriteStream, show: MutedOutput) {
    this.#output = output;
    this.#show = show;
    this.#screen = new FullScreen(output);
  }

  open(): void {
    if (isDumb()) return;
    this.#show.muted = true;
    this.#screen.open();
    this.draw();
  }

  /** Spaces, since not every terminal fills with the background what it erases. */
  draw(): void {
    const row = ' '.repeat(columnsOf(this.#output) - 1);
    const [first, ...rest] = Array.from({ length: rowsOf(this.#output) }, () => row);
    this.#screen.show([`${BLACK[colourLevel()]}${first}`, ...rest]);
  }

  /** The show must be painted then. */
  close(): void {
    this.#screen.close();
    this.#show.muted = false;
  }
}
