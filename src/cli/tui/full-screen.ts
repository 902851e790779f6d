/** The terminal's other screen: what is shown on it is gone without a trace when it closes. */
import type { Out } from '../output.ts';

const OPEN = '\u001B[?1049h\u001B[?25l\u001B[H\u001B[2J';
const CLOSE = '\u001B[?25h\u001B[?1049l';

export class FullScreen {
  private readonly out: Out;
  private shown = '';
  private isOpen = false;
  private readonly onExit = () => this.close();

  constructor(out: Out) {
    this.out = out;
  }

  open(): void {
    this.isOpen = true;
    this.shown = '';
    process.once('exit', this.onExit);
    this.out.write(OPEN);
  }

  /** Lines must fit the terminal. Nothing is written when nothing has changed. */
  show(lines: readonly string[]): void {
    const frame = `\u001B[H${lines.map((line) => `${line}\u001B[K`).join('\r\n')}\u001B[J`;
    if (frame === this.shown || !this.isOpen) return;
    this.shown = frame;
    this.out.write(frame);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    process.off('exit', this.onExit);
    this.out.write(CLOSE);
  }
}
