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
  wanted: readonly string[];
  settle: (key: string) => void;
}

export class Keys {
  private readonly input: ReadStream;
  private readonly out: Out;
  private readonly onData = (data: string): void => this.receive(data);
  private waiter: Waiter | undefined;
  private pasting = false;
  /** Called for Ctrl-C while nobody waits for a key. */
  onInterrupt: () => void = () => {};

  constructor(input: ReadStream, out: Out) {
    this.input = input;
    this.out = out;
    input.setEncoding('utf8');
  }

  /** Takes the terminal over. */
  open(): void {
    this.input.setRawMode(true);
    this.out.write(ASK_FOR_PASTE_MARKS);
    this.input.on('data', this.onData);
    this.input.resume();
  }

  /** Gives the terminal back as it was. */
  close(): void {
    this.input.off('data', this.onData);
    this.out.write(NO_PASTE_MARKS);
    if (!this.input.destroyed) this.input.setRawMode(false);
    this.input.pause();
  }

  /** The next of the wanted keys, or `ctrl-c`, which an aborted signal counts as. Any other key is dropped. */
  next(wanted: readonly string[], signal: AbortSignal): Promise<string> {
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
      if (waiter && (key === 'ctrl-c' || waiter.wanted.includes(key))) waiter.settle(key);
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
