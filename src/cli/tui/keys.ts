/** Single key presses from a terminal in raw mode. A key counts only while somebody waits for one. */
import type { ReadStream } from 'node:tty';

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

/** Key names: those above, a lower-case letter, or `other`. */
export function decodeKeys(data: string): string[] {
  // Pasted text is no key press, not even the line ends in it.
  if (data.includes('\u001B[200~')) return ['other'];
  // oxlint-disable-next-line no-control-regex
  const tokens = data.match(/\u001B\[[0-9;]*[A-Za-z~]|\u001BO[A-Z]|\u001B.?|[^\u001B]/gsu) ?? [];
  return tokens.map((token) => NAMES[token] ?? (/^[a-z!?]$/i.test(token) ? token.toLowerCase() : 'other'));
}

export class Keys {
  private readonly input: ReadStream;
  private readonly onData = (data: string): void => this.receive(data);
  private waiting: ((key: string) => void) | undefined;
  /** Called for Ctrl-C while nobody waits for a key. */
  onInterrupt: () => void = () => {};

  constructor(input: ReadStream) {
    this.input = input;
    input.setEncoding('utf8');
  }

  /** Takes the terminal over. */
  open(): void {
    this.input.setRawMode(true);
    this.input.on('data', this.onData);
    this.input.resume();
  }

  /** Gives the terminal back as it was. */
  close(): void {
    this.input.off('data', this.onData);
    if (!this.input.destroyed) this.input.setRawMode(false);
    this.input.pause();
  }

  /** The next key; keys pressed before are gone. @param signal ends the waiting, with `ctrl-c` */
  next(signal?: AbortSignal): Promise<string> {
    return new Promise((resolve) => {
      const abort = () => settle('ctrl-c');
      const settle = (key: string) => {
        this.waiting = undefined;
        signal?.removeEventListener('abort', abort);
        resolve(key);
      };
      if (signal?.aborted) return resolve('ctrl-c');
      signal?.addEventListener('abort', abort, { once: true });
      this.waiting = settle;
    });
  }

  private receive(data: string): void {
    for (const key of decodeKeys(data)) {
      if (this.waiting) this.waiting(key);
      else if (key === 'ctrl-c') this.onInterrupt();
    }
  }
}
