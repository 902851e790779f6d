import type { Out } from '../output/output.ts';
import { visibleLength } from '../output/output.ts';

const HIDE = '\u001B[?25l';
const SHOW = '\u001B[?25h';

/** Nobody types while lines are drawn in place. */
export class Cursor {
  readonly #out: Out;
  #isHidden = false;
  readonly #onExit = () => this.show();

  constructor(out: Out) {
    this.#out = out;
  }

  /** @returns what hides it, to be written together with what is drawn */
  hide(): string {
    if (this.#isHidden) return '';
    this.#isHidden = true;
    process.once('exit', this.#onExit);
    return HIDE;
  }

  show(): void {
    if (!this.#isHidden) return;
    this.#isHidden = false;
    process.off('exit', this.#onExit);
    this.#out.write(SHOW);
  }
}

/** Moves the cursor back to the end of a line from so many columns after it, and clears these. */
export function backTo(line: string, columns: number, behind: number): string {
  const at = visibleLength(line, columns);
  // A line that fills its row leaves the cursor on its last column.
  const rowOf = (column: number) => Math.floor(Math.max(0, column - 1) / columns);
  const column = at - rowOf(at) * columns;
  const full = column === columns;
  const up = rowOf(at + behind) - rowOf(at) - (full ? 1 : 0);
  const right = full ? 0 : column;
  return `${up > 0 ? `\u001B[${up}A` : ''}\r${right > 0 ? `\u001B[${right}C` : ''}\u001B[J`;
}
