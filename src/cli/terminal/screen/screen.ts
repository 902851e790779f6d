/**
 * The show's own lines in a terminal: remembers them, so that the speaker can look back and that they fit a window
 * of another size, and keeps a quiet status at the right edge of the line where the cursor stands.
 */
import { stripVTControlCharacters } from 'node:util';
import { columnsOf, isDumb, rowsOf, truncate, visibleLength } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';
import { Shown } from './shown.ts';
import { holdTerminal, suspensions } from '../input/suspend.ts';

/** While lines come faster than this, the status keeps out of their way. */
const QUIET_MS = 300;
/** A window that is being dragged tells many sizes. */
const SETTLED_MS = 60;

export class Screen implements Out {
  readonly #out: Out & NodeJS.EventEmitter & { rows?: number };
  readonly #theme: Theme;
  readonly #shown = new Shown();
  /** What stands behind the cursor's line and does not belong to the show. */
  #hint = '';
  #styledHint = '';
  #drawn = '';
  #lastLine = 0;
  /** A passing line stands there: the status waits. */
  #held = false;
  #status = '';
  #isOpen = false;
  #settled: NodeJS.Timeout | undefined;
  #letGo = () => {};
  /** The window as it was when it became somebody else's. */
  #left = '';
  readonly #onResize = () => {
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => this.#repaint(), SETTLED_MS);
  };

  constructor(out: Out & NodeJS.EventEmitter, theme: Theme) {
    this.#out = out;
    this.#theme = theme;
  }

  get isTTY(): boolean {
    return this.#out.isTTY ?? false;
  }

  get columns(): number {
    return columnsOf(this.#out);
  }

  /** What was shown so far. */
  get transcript(): readonly string[] {
    return this.#shown.lines;
  }

  write(text: string): void {
    if (this.#held || this.#reaches(text)) this.#clear();
    this.#out.write(text);
    this.#shown.append(text);
    if (text.includes('\n')) this.#lastLine = performance.now();
  }

  again(written: string, render: () => string): void {
    this.#shown.again(written, render);
  }

  /** Shows a hint behind the cursor's line until `answered`. */
  ask(hint: string, styled: string, status: string): void {
    this.#status = status;
    this.#clear();
    this.#hint = hint;
    this.#styledHint = styled;
    this.#out.write(styled);
    this.#draw();
  }

  answered(): void {
    this.#clear();
    if (this.#hint === '') return;
    if (!isDumb()) this.#out.write(this.#backFrom(visibleLength(this.#hint)));
    this.#hint = '';
  }

  /** Takes the cursor's line off the screen. */
  eraseLine(): void {
    this.#clear();
    const length = visibleLength(this.#shown.line);
    this.#shown.dropLine();
    this.#out.write(isDumb() ? '\n' : this.#backFrom(length));
  }

  /** Shows a line that the next one takes the place of. */
  passing(text: string): void {
    if (isDumb()) return void this.#out.write(`  ${text}\n`);
    this.#clear();
    const fits = truncate(text, this.columns - 3);
    this.#out.write(`\r\u001B[K  ${this.#theme.dim(fits)}\r`);
    this.#drawn = fits;
    this.#held = true;
  }

  /** From now on this stands at the right edge, unless lines come fast. */
  showStatus(status: string): void {
    this.#status = status;
    this.#draw(QUIET_MS);
  }

  open(status = this.#status): void {
    this.#status = status;
    if (this.#isOpen || !this.isTTY || isDumb()) return;
    this.#isOpen = true;
    this.#out.on('resize', this.#onResize);
    this.#letGo = holdTerminal({ release: () => this.#clear(), retake: () => this.#repaint() });
    if (this.#left !== '' && this.#left !== this.#window()) this.#repaint();
  }

  /** Nothing moves any more: the terminal is somebody else's. */
  close(): void {
    this.#clear();
    clearTimeout(this.#settled);
    this.#isOpen = false;
    this.#out.off('resize', this.#onResize);
    this.#letGo();
    this.#left = this.#window();
  }

  #window(): string {
    return `${this.#out.rows} ${this.columns} ${suspensions()}`;
  }

  /** Writes the last lines again as they fit the window now: what the terminal makes of them is not pretty. */
  paint(behind = this.#hint === '' ? '' : this.#styledHint): void {
    const lines = this.#shown.tail(rowsOf(this.#out) - 1, this.columns);
    this.#out.write(`\u001B[H\u001B[J${lines.join('\n')}${behind}`);
    this.#drawn = '';
  }

  #repaint(): void {
    if (!this.#isOpen || this.#held) return;
    this.paint();
    this.#draw();
  }

  #draw(quietMs = 0): void {
    if (!this.#isOpen || this.#held || performance.now() - this.#lastLine < quietMs) return;
    const text = stripVTControlCharacters(this.#status);
    if (text === this.#drawn) return;
    const at = visibleLength(this.#shown.line, this.columns) + visibleLength(this.#hint);
    const from = this.columns - visibleLength(text);
    // Where there is no room beside the line, the line matters more.
    if (text === '' || from <= (at % this.columns) + 2) return this.#clear();
    this.#out.write(`\u001B7\u001B[J\u001B[${from}G${this.#theme.dim(text)}\u001B8`);
    this.#drawn = text;
  }

  /** Whether a text comes where the status stands. */
  #reaches(text: string): boolean {
    // oxlint-disable-next-line no-control-regex
    if (/[\r\n]|\u001B\[[0-9;]*[^0-9;m]/.test(text)) return true;
    const at = (visibleLength(this.#shown.line) % this.columns) + visibleLength(text);
    return at + 2 >= this.columns - visibleLength(this.#drawn);
  }

  #clear(): void {
    if (this.#drawn !== '') this.#out.write('\u001B[J');
    this.#drawn = '';
    this.#held = false;
  }

  /** What takes the cursor back to the end of the show's line from so many columns behind it, and clears these. */
  #backFrom(behind: number): string {
    const at = visibleLength(this.#shown.line, this.columns);
    // A line that fills its row leaves the cursor on its last column.
    const rowOf = (column: number) => Math.floor(Math.max(0, column - 1) / this.columns);
    const column = at - rowOf(at) * this.columns;
    const full = column === this.columns;
    const up = rowOf(at + behind) - rowOf(at) - (full ? 1 : 0);
    const right = full ? 0 : column;
    return `${up > 0 ? `\u001B[${up}A` : ''}\r${right > 0 ? `\u001B[${right}C` : ''}\u001B[J`;
  }
}
