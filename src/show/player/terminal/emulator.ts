/** What a terminal would show of a program's output: its rows with their colours, and the plain text of all of them. */
import xterm from '@xterm/headless';
import type { IBuffer, IMarker, Terminal } from '@xterm/headless';
import { KeptOutput } from '../kept-output.ts';
import { rowOf, textOf, withoutEmptyEnd } from './rows.ts';
import type { Row } from './rows.ts';

export interface TerminalSize {
  columns: number;
  rows: number;
}

/** What has changed since the last picture. */
export interface Picture {
  /** Rows that have scrolled off, or that the end has settled: nothing changes them any more. */
  settled: Row[];
  /** What stands on the screen, down to its last row that is not empty. */
  live: Row[];
  /** The program has opened the other screen, as editors and pagers do. */
  otherScreen: boolean;
}

/** So much is parsed before what has scrolled off is taken: fewer rows than are kept. */
const PIECE = 2_048;
const KEPT_ROWS = 3_000;
/** Modes of the private sequences that open and close the other screen. */
const OTHER_SCREEN = new Set([47, 1047, 1049]);
const CURSOR = 25;
/** Characters of text: as much as of any other output. */
const KEPT_TEXT = 4 * 1024 * 1024;

export class Emulator {
  readonly #terminal: Terminal;
  readonly #taken: Row[] = [];
  readonly #text = new KeptOutput(KEPT_TEXT);
  /** Stands on the first row that was not taken yet. */
  #next: IMarker | undefined;
  /** What the other screen showed whenever it was closed; `#closed` is the last of these. */
  readonly #otherScreens = new KeptOutput(KEPT_TEXT);
  #closed: Row[] = [];
  #writing: Promise<void> = Promise.resolve();
  #isCursorHidden = false;

  /** @param reply gets what a terminal answers when a program asks for its place or its kind */
  constructor({ columns, rows }: TerminalSize, reply: (data: string) => void = () => {}) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: KEPT_ROWS,
      allowProposedApi: true,
    });
    this.#terminal.onData(reply);
    this.#terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, (modes) => {
      if (modes.some((mode) => OTHER_SCREEN.has(Number(mode)))) this.#closesOtherScreen();
      if (modes.includes(CURSOR)) this.#isCursorHidden = true;
      return false;
    });
    this.#terminal.parser.registerCsiHandler({ prefix: '?', final: 'h' }, (modes) => {
      if (modes.includes(CURSOR)) this.#isCursorHidden = false;
      return false;
    });
  }

  /** Answers when it stands on the screen. */
  write(data: string): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(data));
    return this.#writing;
  }

  resize({ columns, rows }: TerminalSize): void {
    this.#terminal.resize(Math.max(2, columns), Math.max(1, rows));
    this.#take();
  }

  /** @param over nothing more will come: all rows are settled @param cursor it is drawn: somebody types */
  picture({ over = false, cursor = false } = {}): Picture {
    const settled = this.#taken.splice(0);
    if (!over) return { settled, live: this.#screen(cursor), otherScreen: this.#onOtherScreen };
    this.#closesOtherScreen();
    return { settled: [...settled, ...this.#closed, ...this.#rest()], live: [], otherScreen: false };
  }

  /** All that was shown: on the other screen, in what has scrolled off, and on the screen. */
  text(): string {
    const other = this.#onOtherScreen ? textOf(this.#screen()) : '';
    const text = this.#otherScreens.text + other + this.#text.text + textOf(this.#rest());
    return text.replace(/^\n/, '');
  }

  dispose(): void {
    this.#terminal.dispose();
  }

  async #write(data: string): Promise<void> {
    for (let at = 0; at < data.length; at += PIECE) {
      await new Promise<void>((resolve) => this.#terminal.write(data.slice(at, at + PIECE), resolve));
      this.#take();
    }
  }

  get #onOtherScreen(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  get #first(): number {
    return Math.max(0, this.#next?.line ?? 0);
  }

  /** Takes what has scrolled off since the last time, before there is no room for it any more. */
  #take(): void {
    const { normal, active } = this.#terminal.buffer;
    // Nothing scrolls off while the other screen is open.
    if (active.type === 'alternate' || normal.baseY <= this.#first) return;
    const rows = this.#rows(normal, this.#first, normal.baseY);
    this.#taken.push(...rows);
    this.#text.add(textOf(rows));
    this.#next?.dispose();
    this.#next = this.#terminal.registerMarker(-normal.cursorY);
  }

  #closesOtherScreen(): void {
    if (!this.#onOtherScreen) return;
    this.#closed = this.#screen();
    this.#otherScreens.add(textOf(this.#closed));
  }

  #screen(cursor = false): Row[] {
    const { active } = this.#terminal.buffer;
    // A screen that has become higher shows again what had scrolled off, and is settled.
    const from = this.#onOtherScreen ? 0 : Math.max(active.baseY, this.#first);
    const rows = this.#rows(active, from);
    const at = active.baseY + active.cursorY;
    if (cursor && !this.#isCursorHidden && at >= from)
      rows[at - from] = rowOf(active.getLine(at)!, Math.min(active.cursorX, this.#terminal.cols - 1));
    return withoutEmptyEnd(rows);
  }

  /** Of the usual screen. */
  #rest(): Row[] {
    const { normal } = this.#terminal.buffer;
    return withoutEmptyEnd(this.#rows(normal, this.#first));
  }

  #rows(buffer: IBuffer, from: number, to = buffer.length): Row[] {
    return Array.from({ length: Math.max(0, to - from) }, (_, index) => rowOf(buffer.getLine(from + index)!));
  }
}
