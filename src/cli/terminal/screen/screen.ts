/**
 * The transcript of the show in a terminal: kept so that the speaker can read it again and that it fits the window
 * after a resize; with a status at the right edge of the cursor's line.
 */
import { stripVTControlCharacters } from 'node:util';
import { columnsOf, isDumb, rowsOf, truncate, visibleLength } from '../output/output.ts';
import type { Out, Theme, UnfinishedLine } from '../output/output.ts';
import { Shown } from './shown.ts';
import { holdTerminal, suspensions } from '../input/suspend.ts';

/** While lines are written faster than this, the status is not drawn. */
const QUIET_MS = 300;
/** A window that is being dragged reports many sizes. */
const SETTLED_MS = 60;

export class Screen implements Out {
  readonly #out: Out & NodeJS.EventEmitter & { rows?: number };
  readonly #theme: Theme;
  readonly #shown = new Shown();
  /** A hint after the cursor, which is not part of the transcript. */
  #hint = '';
  #styledHint = '';
  #drawn = '';
  #lastLine = 0;
  /** A transient line is shown: the status is not drawn. */
  #held = false;
  #status = '';
  #isOpen = false;
  #settled: NodeJS.Timeout | undefined;
  #stopHolding = () => {};
  /** The window when another program got it. */
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

  /** The lines shown so far. */
  get transcript(): readonly string[] {
    return this.#shown.lines;
  }

  write(text: string): void {
    if (this.#held || this.#reaches(text)) this.#clear();
    this.#out.write(text);
    this.#shown.append(text);
    if (text.includes('\n')) this.#lastLine = performance.now();
  }

  reflow(written: string, render: () => string): void {
    this.#shown.reflow(written, render);
  }

  unfinished(written: string, render: UnfinishedLine): void {
    this.#shown.unfinished(written, render);
  }

  /** Shows a hint after the cursor until `answered`. */
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

  /** Erases the cursor's line. */
  eraseLine(): void {
    this.#clear();
    const length = visibleLength(this.#shown.line);
    this.#shown.dropLine();
    this.#out.write(isDumb() ? '\n' : this.#backFrom(length));
  }

  /** Shows a transient line, which the next one replaces. */
  passing(text: string): void {
    if (isDumb()) return void this.#out.write(`  ${text}\n`);
    this.#clear();
    const fits = truncate(text, this.columns - 3);
    this.#out.write(`\r\u001B[K  ${this.#theme.dim(fits)}\r`);
    this.#drawn = fits;
    this.#held = true;
  }

  /** Shows the status at the right edge, unless lines are written fast. */
  showStatus(status: string): void {
    this.#status = status;
    this.#draw(QUIET_MS);
  }

  open(status = this.#status): void {
    this.#status = status;
    if (this.#isOpen || !this.isTTY || isDumb()) return;
    this.#isOpen = true;
    this.#out.on('resize', this.#onResize);
    this.#stopHolding = holdTerminal({ release: () => this.#clear(), retake: () => this.#repaint() });
    if (this.#left !== '' && this.#left !== this.#window()) this.#repaint();
  }

  /** Stops drawing: another program gets the terminal. */
  close(): void {
    this.#clear();
    clearTimeout(this.#settled);
    this.#isOpen = false;
    this.#out.off('resize', this.#onResize);
    this.#stopHolding();
    this.#left = this.#window();
  }

  #window(): string {
    return `${this.#out.rows} ${this.columns} ${suspensions()}`;
  }

  /** Writes the last lines again for the window's current size, since the terminal wraps them badly. */
  paint(behind = this.#hint === '' ? '' : this.#styledHint): void {
    this.#shown.refit();
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
    // Without room beside the line, the status is hidden.
    if (text === '' || from <= (at % this.columns) + 2) return this.#clear();
    this.#out.write(`\u001B7\u001B[J\u001B[${from}G${this.#theme.dim(text)}\u001B8`);
    this.#drawn = text;
  }

  /** Whether a text would reach the status. */
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

  /** Moves the cursor back to the end of the transcript's line from so many columns after it, and clears these. */
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
