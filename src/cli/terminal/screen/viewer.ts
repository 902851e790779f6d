/** Shows lines on the alternate screen, to scroll through; it does not affect the show. */
import { chop, columnsOf, rowsOf, truncate, visibleLength } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import { FullScreen } from './full-screen.ts';

export interface Viewed {
  title: string;
  lines: readonly string[];
  /** Says how to close it. */
  footer: string;
  /** Opens at the end, for the transcript. */
  atEnd?: boolean;
}

export type Scroll = 'line-up' | 'line-down' | 'page-up' | 'page-down';

export class Viewer {
  readonly #viewed: Viewed;
  readonly #out: NodeJS.WriteStream;
  readonly #theme: Theme;
  readonly #screen: FullScreen;
  /** Rows between those that are shown and the end of the lines where it was opened: a resize keeps them. */
  #away = 0;
  /** Its last row is shown. */
  atEnd = false;
  /** Rows that are shown at once. */
  #page = 1;

  constructor(viewed: Viewed, out: NodeJS.WriteStream, theme: Theme) {
    this.#viewed = viewed;
    this.#out = out;
    this.#theme = theme;
    this.#screen = new FullScreen(out);
  }

  open(): void {
    this.#screen.open();
    this.draw();
  }

  scroll(by: Scroll): void {
    const rows = by.startsWith('line') ? 1 : this.#page - 1;
    this.#away += by.endsWith('up') === Boolean(this.#viewed.atEnd) ? rows : -rows;
    this.draw();
  }

  draw(): void {
    const { title, lines, footer, atEnd } = this.#viewed;
    const columns = columnsOf(this.#out);
    const rows = lines.flatMap((line) => fitted(line, columns));
    this.#page = Math.max(1, rowsOf(this.#out) - 4);
    const hidden = Math.max(0, rows.length - this.#page);
    this.#away = Math.max(0, Math.min(this.#away, hidden));
    const above = atEnd ? hidden - this.#away : this.#away;
    this.atEnd = above === hidden;
    this.#screen.show([
      `  ${this.#theme.bold(truncate(title, columns - 3))}`,
      '',
      ...rows.slice(above, above + this.#page),
      '',
      `  ${this.#theme.dim(truncate(footer, columns - 3))}`,
    ]);
  }

  close(): void {
    this.#screen.close();
  }
}

function fitted(line: string, columns: number): string[] {
  return visibleLength(line) < columns ? [line] : chop(line, columns - 1);
}
