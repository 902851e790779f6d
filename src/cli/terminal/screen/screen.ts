/**
 * The transcript of the show in a terminal: kept so that the speaker can read it again and that it fits the window
 * after a resize; with a status at the right edge of the cursor's line.
 */
import { stripVTControlCharacters } from 'node:util';
import { columnsOf, isDumb, rowsOf, truncate, visibleLength } from '../output/output.ts';
import type { Out, Theme, UnfinishedLine } from '../output/output.ts';
import { Cursor, backTo } from './cursor.ts';
import type { Resizable } from './muted-output.ts';
import { LiveRegion } from './live-region.ts';
import { Shown } from './shown.ts';
import type { Lines } from './shown.ts';
import { holdTerminal, suspensions } from '../input/suspend.ts';

/** While lines are written faster than this, the status is not drawn. */
const QUIET_MS = 300;
/** A window that is being dragged reports many sizes. */
const SETTLED_MS = 60;

export class Screen implements Out {
  readonly #out: Out & Resizable;
  readonly #theme: Theme;
  readonly #shown = new Shown();
  readonly #region = new LiveRegion();
  readonly #cursor: Cursor;
  readonly #sizeListeners = new Set<() => void>();
  /** Lines have changed while another program, or a view, had the window. */
  #isStale = false;
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
    this.#settled = setTimeout(() => this.#resized(), SETTLED_MS);
  };

  constructor(out: Out & Resizable, theme: Theme) {
    this.#out = out;
    this.#theme = theme;
    this.#cursor = new Cursor(out);
  }

  get isTTY(): boolean {
    return this.#out.isTTY ?? false;
  }

  get columns(): number {
    return columnsOf(this.#out);
  }

  get rows(): number {
    return rowsOf(this.#out);
  }

  /** The lines shown so far. */
  get transcript(): readonly string[] {
    return this.#shown.lines;
  }

  write(text: string): void {
    this.#endLive();
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

  live(settled: readonly Lines[], lines: Lines): void {
    if (this.#shown.line !== '') this.write('\n');
    if (this.#held) this.#clear();
    for (const each of settled) this.#shown.settle(each);
    this.#shown.live(lines);
    // The terminal may have broken the drawn rows already: all are written once its size is settled.
    if (!this.#isOpen || this.#settled) return void (this.#isStale = true);
    const rows = lines();
    const stays = settled.flatMap((each) => each());
    const change = this.#region.redraw(stays, rows, this.rows - 1);
    if (rows.length === 0) this.#cursor.show();
    if (change === '') return;
    const back = this.#hint !== '' ? this.#backFrom(visibleLength(this.#hint)) : '';
    const hidden = this.#hint === '' && rows.length > 0 ? this.#cursor.hide() : '';
    this.#drawn = '';
    this.#out.write(`${hidden}${back}${change}${this.#styledHint}${this.#statusAtRight()}`);
  }

  /** Lines that another program has written. */
  adopt(lines: Lines): void {
    this.#shown.settle(lines);
  }

  onResize(listener: () => void): () => void {
    this.#sizeListeners.add(listener);
    return () => void this.#sizeListeners.delete(listener);
  }

  /** Shows a hint after the cursor until `answered`. */
  ask(hint: string, styled: string, status: string): void {
    this.#status = status;
    this.#release();
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
    this.#styledHint = '';
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
    this.#stopHolding = holdTerminal({ release: () => this.#release(), retake: () => this.#repaint() });
    if (this.#left !== '' && this.#left !== this.#window()) this.#resized();
    else if (this.#isStale) this.#repaint();
  }

  /** Stops drawing: another program gets the terminal. */
  close(): void {
    this.#release();
    clearTimeout(this.#settled);
    this.#settled = undefined;
    this.#isOpen = false;
    this.#out.off('resize', this.#onResize);
    this.#stopHolding();
    this.#left = this.#window();
  }

  #window(): string {
    return `${this.#out.rows} ${this.columns} ${suspensions()}`;
  }

  /** Writes the last lines again for the window's current size, since the terminal wraps them badly. */
  paint(behind = this.#styledHint): void {
    this.#shown.refit();
    const lines = this.#shown.tail(this.rows - 1, this.columns);
    this.#out.write(`\u001B[H\u001B[J${lines.join('\n')}${behind}`);
    this.#region.isNow(this.#shown.liveLines);
    this.#isStale = false;
    this.#drawn = '';
  }

  #resized(): void {
    this.#settled = undefined;
    this.#repaint();
    for (const listener of this.#sizeListeners) listener();
  }

  #repaint(): void {
    if (!this.#isOpen || this.#held) return;
    this.paint();
    this.#draw();
  }

  #draw(quietMs = 0): void {
    if (!this.#isOpen || this.#held || performance.now() - this.#lastLine < quietMs) return;
    if (stripVTControlCharacters(this.#status) === this.#drawn) return;
    const drawing = this.#statusAtRight();
    if (drawing === '') this.#clear();
    else this.#out.write(drawing);
  }

  /** @returns empty without room beside the line */
  #statusAtRight(): string {
    const text = stripVTControlCharacters(this.#status);
    const at = visibleLength(this.#shown.line, this.columns) + visibleLength(this.#hint);
    const from = this.columns - visibleLength(text);
    // A line that fills its row leaves the cursor there.
    if (text === '' || from <= (Math.max(0, at - 1) % this.columns) + 3) return '';
    this.#drawn = text;
    return `\u001B7\u001B[J\u001B[${from}G${this.#theme.dim(text)}\u001B8`;
  }

  /** Whether a text would reach the status. */
  #reaches(text: string): boolean {
    // oxlint-disable-next-line no-control-regex
    if (/[\r\n]|\u001B\[[0-9;]*[^0-9;m]/.test(text)) return true;
    const at = (visibleLength(this.#shown.line) % this.columns) + visibleLength(text);
    return at + 2 >= this.columns - visibleLength(this.#drawn);
  }

  #endLive(): void {
    this.#shown.endLive();
    this.#region.isNow([]);
    this.#cursor.show();
  }

  #release(): void {
    this.#clear();
    this.#cursor.show();
  }

  #clear(): void {
    if (this.#drawn !== '') this.#out.write('\u001B[J');
    this.#drawn = '';
    this.#held = false;
  }

  #backFrom(behind: number): string {
    return backTo(this.#shown.line, this.columns, behind);
  }
}
