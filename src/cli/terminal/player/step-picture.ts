/** Shows what a step draws in its terminal: in place where that is possible, else only what stays. */
import { UNSEEN } from '../../../show/index.ts';
import type { Picture, Row, TerminalSize } from '../../../show/index.ts';
import { columnsBeside, cutRows, lineBesideBar, linesOf } from '../output/terminal-rows.ts';
import { isDumb, rowsOf } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';
import { writeLines } from './lines.ts';

const LEAST_ROWS = 3;
const MOST_ROWS = 40;
/** Rows of the window that are not the step's: for its command, its hint and its result. */
const OTHER_ROWS = 3;
/** A line without an end is taken for several, each of so many rows. */
const LONGEST_LINE = 100;

export function stepSize(out: Out): TerminalSize {
  if (!out.isTTY) return UNSEEN;
  return {
    columns: columnsBeside(out),
    rows: Math.max(LEAST_ROWS, Math.min(MOST_ROWS, rowsOf(out) - OTHER_ROWS)),
  };
}

export class StepPicture {
  readonly #out: Out;
  readonly #theme: Theme;
  /** The beginning of the line that the live rows go on with. */
  #open: Row[] = [];
  #live: Row[] = [];

  constructor(out: Out, theme: Theme) {
    this.#out = out;
    this.#theme = theme;
  }

  show({ settled, live }: Picture): void {
    const lines = linesOf([...this.#open, ...settled]);
    const goesOn = live[0]?.wrapped && lines.length > 0 && lines.at(-1)!.length < LONGEST_LINE;
    this.#open = goesOn ? lines.pop()! : [];
    this.#live = live;
    this.#draw(lines);
  }

  /** Nothing will change any more. */
  close(): void {
    const lines = linesOf([...this.#open, ...this.#live]);
    this.#open = [];
    this.#live = [];
    this.#draw(lines);
  }

  #draw(settled: readonly Row[][]): void {
    const out = this.#out;
    const theme = this.#theme;
    const lines = settled.map((rows) => lineBesideBar(rows, theme, out));
    if (out.live && !isDumb()) {
      const rows = [...this.#open, ...this.#live.slice(-stepSize(out).rows)];
      return out.live(lines, () => cutRows(rows, theme, out));
    }
    for (const line of lines) writeLines(out, line);
  }
}
