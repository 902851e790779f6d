/** Shows lines on the alternate screen, to scroll through; it does not affect the show. */
import { stripVTControlCharacters } from 'node:util';
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
  /** Rows below those that are shown. */
  #below: number;
  /** Rows that are shown at once. */
  #page = 1;

  constructor(viewed: Viewed, out: NodeJS.WriteStream, theme: Theme) {
    this.#viewed = viewed;
    this.#out = out;
    this.#theme = theme;
    this.#screen = new FullScreen(out);
    this.#below = viewed.atEnd ? 0 : Number.POSITIVE_INFINITY;
  }

  open(): void {
    this.#screen.open();
    this.draw();
  }

  scroll(by: Scroll): void {
    const rows = by.startsWith('line') ? 1 : this.#page - 1;
    this.#below += by.endsWith('up') ? rows : -rows;
    this.draw();
  }

  draw(): void {
    const { title, lines, footer } = this.#viewed;
    const columns = columnsOf(this.#out);
    const rows = lines.flatMap((line) => fitted(line, columns));
    this.#page = Math.max(1, rowsOf(this.#out) - 4);
    this.#below = Math.max(0, Math.min(this.#below, rows.length - this.#page));
    const end = rows.length - this.#below;
    this.#screen.show([
      `  ${this.#theme.bold(truncate(title, columns - 3))}`,
      '',
      ...rows.slice(Math.max(0, end - this.#page), end),
      '',
      `  ${this.#theme.dim(truncate(footer, columns - 3))}`,
    ]);
  }

  close(): void {
    this.#screen.close();
  }
}

/** A line that is too long is wrapped without its colours. */
function fitted(line: string, columns: number): string[] {
  return visibleLength(line) < columns ? [line] : chop(stripVTControlCharacters(line), columns - 1);
}
