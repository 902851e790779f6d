/** Single key presses from a terminal in raw mode. A key counts only while somebody waits for one. */
import type { ReadStream } from 'node:tty';
import type { Out } from '../output.ts';

const NAMES: Record<string, string> = {
  '\r': 'enter',
  '\n': 'enter',
  ' ': 'space',
  '\u001B[C': 'right',
  '\u001BOC': 'right',
  '\u001B[D': 'left',
  '\u001BOD': 'left',
  '\u001B[A': 'up',
  '\u001BOA': 'up',
  '\u001B[B': 'down',
  '\u001BOB': 'down',
  '\u001B[5~': 'pageup',
  '\u001B[6~': 'pagedown',
  '\u001B': 'escape',
  '\u0003': 'ctrl-c',
  '\u0004': 'ctrl-d',
};

/** Only these go on: a cat on the keyboard starts nothing. */
export const ADVANCE: readonly string[] = ['enter', 'space', 'right'];

const PASTE_BEGINS = '\u001B[200~';
const PASTE_ENDS = '\u001B[201~';
const ASK_FOR_PASTE_MARKS = '\u001B[?2004h';
const NO_PASTE_MARKS = '\u001B[?2004l';

/** Key names: those above, a lower-case letter, or `other`. */
export function decodeKeys(data: string): string[] {
  // oxlint-disable-next-line no-control-regex
  const tokens = data.match(/\u001B\[[0-9;?]*[A-Za-z~]|\u001BO[A-Z]|\u001B.?|[^\u001B]/gsu) ?? [];
  return tokens.map((token) => NAMES[token] ?? (/^[a-z!?]$/i.test(token) ? token.toLowerCase() : 'other'));
}

interface Waiter {
  wanted: readonly string[] | 'any';
  settle: (key: string) => void;
}

export class Keys {
  private readonly input: ReadStream;
  private readonly out: Out;
  private readonly onData = (data: string): void => this.receive(data);
  private waiter: Waiter | undefined;
  private pasting = false;
  private isOpen = false;
  /** However the process ends, but by SIGKILL. */
  private readonly onExit = () => this.close();
  /** The shell that had stopped pycont has set the terminal to its own taste. */
  private readonly onContinue = () => {
    this.input.setRawMode(false);
    this.input.setRawMode(true);
  };
  /** Called for Ctrl-C while nobody waits for a key. */
  onInterrupt: () => void = () => {};

  constructor(input: ReadStream, out: Out) {
    this.input = input;
    this.out = out;
  }

  /** Takes the terminal over. */
  open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    process.once('exit', this.onExit);
    process.on('SIGCONT', this.onContinue);
    this.input.setEncoding('utf8');
    this.input.setRawMode(true);
    this.out.write(ASK_FOR_PASTE_MARKS);
    this.input.on('data', this.onData);
    this.input.resume();
  }

  /** Gives the terminal back as it was. */
  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    process.off('exit', this.onExit);
    process.off('SIGCONT', this.onContinue);
    this.input.off('data', this.onData);
    this.out.write(NO_PASTE_MARKS);
    if (!this.input.destroyed) this.input.setRawMode(false);
    this.input.pause();
  }

  /** The next of the wanted keys (`any` is every one), or `ctrl-c`, which an aborted signal counts as. Any other key is dropped. */
  next(wanted: readonly string[] | 'any', signal: AbortSignal): Promise<string> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve('ctrl-c');
      const abort = () => settle('ctrl-c');
      const settle = (key: string) => {
        this.waiter = undefined;
        signal.removeEventListener('abort', abort);
        resolve(key);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.waiter = { wanted, settle };
    });
  }

  private receive(data: string): void {
    for (const key of decodeKeys(this.withoutPaste(data))) {
      const { waiter } = this;
      if (waiter && (key === 'ctrl-c' || waiter.wanted === 'any' || waiter.wanted.includes(key)))
        waiter.settle(key);
      else if (!waiter && key === 'ctrl-c') this.onInterrupt();
    }
  }

  /** Pasted text is no key press, not even the line ends in it. */
  private withoutPaste(data: string): string {
    let rest = data;
    let typed = '';
    while (rest !== '') {
      const mark = this.pasting ? PASTE_ENDS : PASTE_BEGINS;
      const at = rest.indexOf(mark);
      if (!this.pasting) typed += at === -1 ? rest : rest.slice(0, at);
      if (at === -1) break;
      this.pasting = !this.pasting;
      rest = rest.slice(at + mark.length);
    }
    return typed;
  }
}
