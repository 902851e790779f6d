/**
 * The show's own lines in a terminal: remembers them, so that the speaker can look back, and keeps a quiet status at
 * the right edge of the line where the cursor stands. Whatever is written next takes its place.
 */
import { stripVTControlCharacters } from 'node:util';
import { columnsOf, truncate, visibleLength, type Out, type Theme } from '../output.ts';

const TICK_MS = 1_000;
/** Enough for every scene of a talk. */
const REMEMBERED = 20_000;

export class Screen implements Out {
  private readonly out: Out & NodeJS.EventEmitter;
  private readonly theme: Theme;
  private lines: string[] = [''];
  /** What stands behind the cursor's line and is no part of the show. */
  private hint = '';
  private drawn = '';
  /** A passing line stands there: the status waits. */
  private held = false;
  private status: () => string = () => '';
  private timer: NodeJS.Timeout | undefined;
  private readonly onResize = () => this.draw(true);

  constructor(out: Out & NodeJS.EventEmitter, theme: Theme) {
    this.out = out;
    this.theme = theme;
  }

  get isTTY(): boolean {
    return this.out.isTTY ?? false;
  }

  get columns(): number {
    return columnsOf(this.out);
  }

  /** What was shown so far. */
  get transcript(): readonly string[] {
    return this.lines;
  }

  write(text: string): void {
    this.clear();
    this.out.write(text);
    const [first, ...rest] = text.split('\n');
    this.lines[this.lines.length - 1] += first!;
    this.lines.push(...rest);
    if (this.lines.length > REMEMBERED) this.lines = this.lines.slice(-REMEMBERED / 2);
  }

  /** Shows a hint behind the cursor's line until `answered`. */
  ask(hint: string, styled: string): void {
    this.clear();
    this.hint = hint;
    this.out.write(styled);
    this.draw();
  }

  answered(): void {
    this.clear();
    if (this.hint !== '') this.out.write(`\u001B[${visibleLength(this.hint)}D\u001B[K`);
    this.hint = '';
  }

  /** Shows a line that the next one takes the place of. */
  passing(text: string): void {
    this.clear();
    const fits = truncate(text, this.columns - 3);
    this.out.write(`\r\u001B[K  ${this.theme.dim(fits)}\r`);
    this.drawn = fits;
    this.held = true;
  }

  /** From here on this is shown; told anew every second. */
  open(status: () => string): void {
    this.status = status;
    if (this.timer || !this.isTTY) return;
    this.timer = setInterval(() => this.draw(), TICK_MS).unref();
    this.out.on('resize', this.onResize);
  }

  /** Nothing moves any more: the terminal is somebody else's. */
  close(): void {
    this.clear();
    clearInterval(this.timer);
    this.timer = undefined;
    this.out.off('resize', this.onResize);
  }

  private draw(anew = false): void {
    if (!this.timer || this.held) return;
    const text = this.status();
    if (text === this.drawn && !anew) return;
    const at = visibleLength(this.lines.at(-1)!) + visibleLength(this.hint);
    const from = this.columns - visibleLength(text);
    // Where there is no room beside the line, the line matters more.
    if (text === '' || from <= (at % this.columns) + 2) return this.clear();
    this.out.write(`\u001B7\u001B[K\u001B[${from}G${this.theme.dim(stripVTControlCharacters(text))}\u001B8`);
    this.drawn = text;
  }

  private clear(): void {
    if (this.drawn !== '') this.out.write('\u001B[K');
    this.drawn = '';
    this.held = false;
  }
}
