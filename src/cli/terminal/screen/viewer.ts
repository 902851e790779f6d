/** Lines to read at leisure, on the terminal's other screen: nothing in it moves the show. */
import { stripVTControlCharacters } from 'node:util';
import { chop, columnsOf, rowsOf, truncate, visibleLength } from '../output/output.ts';
import type { Theme } from '../output/output.ts';
import { FullScreen } from './full-screen.ts';
import type { Keys } from '../input/keys.ts';

export interface Viewed {
  title: string;
  lines: readonly string[];
  /** How it is closed. */
  footer: string;
  /** Opens at the end, as a look back does. */
  atEnd?: boolean;
}

const UP: Record<string, (page: number) => number> = {
  up: () => 1,
  left: (page) => page,
  b: (page) => page,
  pageup: (page) => page,
};
const DOWN: typeof UP = {
  down: () => 1,
  right: (page) => page,
  space: (page) => page,
  pagedown: (page) => page,
};
const CLOSE = ['enter', 'escape', 'q'];

export async function view(
  { title, lines, footer, atEnd }: Viewed,
  keys: Keys,
  out: NodeJS.WriteStream,
  theme: Theme,
  signal: AbortSignal,
): Promise<void> {
  const screen = new FullScreen(out);
  let up = atEnd ? 0 : Number.POSITIVE_INFINITY;
  const draw = () => {
    const rows = lines.flatMap((line) => fitted(line, columnsOf(out)));
    const page = Math.max(1, rowsOf(out) - 4);
    up = Math.max(0, Math.min(up, rows.length - page));
    const end = rows.length - up;
    screen.show([
      `  ${theme.bold(truncate(title, columnsOf(out) - 3))}`,
      '',
      ...rows.slice(Math.max(0, end - page), end),
      '',
      `  ${theme.dim(truncate(footer, columnsOf(out) - 3))}`,
    ]);
    return page;
  };
  screen.open();
  out.on('resize', draw);
  try {
    for (;;) {
      const page = draw();
      const key = await keys.next([...Object.keys(UP), ...Object.keys(DOWN), ...CLOSE], signal);
      const way = UP[key] ?? DOWN[key];
      if (!way) return;
      up += UP[key] ? way(page - 1) : -way(page - 1);
    }
  } finally {
    out.off('resize', draw);
    screen.close();
  }
}

/** A line that is too long loses its colours rather than its end. */
function fitted(line: string, columns: number): string[] {
  return visibleLength(line) < columns ? [line] : chop(stripVTControlCharacters(line), columns - 1);
}
