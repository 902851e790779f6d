/** Who decides when the show goes on: a speaker at a keyboard, or nobody. */
import { setTimeout as delay } from 'node:timers/promises';
import type { AfterFailure } from '../../show/presenter.ts';
import type { Out, Theme } from '../output.ts';
import { ADVANCE, type Keys } from './keys.ts';

export interface Prompter {
  /** Waits for the advance key. */
  advance(hint: string): Promise<'next' | 'quit'>;
  /** @param recorded whether there is a recording to play instead */
  afterFailure(recorded: boolean): Promise<AfterFailure>;
  /** An advance key aborts the signal that the work is given. */
  hurried(work: (hurry: AbortSignal) => Promise<void>): Promise<void>;
  /** Types a text out, if anybody watches. */
  type(text: string, write: (part: string) => void): Promise<void>;
  /** What Ctrl-C does while no key is waited for; without an action it ends the show. */
  onInterrupt(action: (() => void) | undefined): void;
  /** Lends the terminal to a command. */
  lend(): void;
  takeBack(): void;
}

/** Nobody watches: everything goes on at once, and a failure ends the scene. */
export const unattended: Prompter = {
  advance: async () => 'next',
  afterFailure: async () => 'quit',
  hurried: (work) => work(AbortSignal.abort()),
  type: async (text, write) => write(text),
  onInterrupt: () => {},
  lend: () => {},
  takeBack: () => {},
};

const LETTER_MS = 22;

export class Speaker implements Prompter {
  private readonly keys: Keys;
  private readonly out: Out;
  private readonly theme: Theme;
  private readonly typing: boolean;
  private readonly signal: AbortSignal;
  private readonly quit: () => void;

  constructor(
    keys: Keys,
    out: Out,
    theme: Theme,
    options: { typing: boolean; signal: AbortSignal; quit: () => void },
  ) {
    this.keys = keys;
    this.out = out;
    this.theme = theme;
    this.typing = options.typing;
    this.signal = options.signal;
    this.quit = options.quit;
    keys.onInterrupt = options.quit;
  }

  async advance(hint: string): Promise<'next' | 'quit'> {
    this.out.write(this.theme.dim(hint));
    const key = await this.key([...ADVANCE, 'q']);
    this.takeAway(hint);
    return ADVANCE.includes(key) ? 'next' : 'quit';
  }

  async afterFailure(recorded: boolean): Promise<AfterFailure> {
    const choices = `  r retry  ${recorded ? 'p play the recording  ' : ''}s skip  q quit `;
    this.out.write(choices.replaceAll(/\b[rpsq]\b/g, (letter) => this.theme.bold(letter)));
    const key = await this.key(recorded ? ['r', 'p', 's', 'q'] : ['r', 's', 'q']);
    this.takeAway(choices);
    const answers: Record<string, AfterFailure> = { r: 'retry', p: 'replay', s: 'skip' };
    return answers[key] ?? 'quit';
  }

  async hurried(work: (hurry: AbortSignal) => Promise<void>): Promise<void> {
    const hurry = new AbortController();
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, this.signal]);
    void this.key([...ADVANCE], signal).then(() => hurry.abort());
    await work(hurry.signal);
    done.abort();
  }

  /** An advance key shows the rest at once; the step itself needs another. */
  async type(text: string, write: (part: string) => void): Promise<void> {
    if (!this.typing) return write(text);
    const letters = [...text];
    await this.hurried(async (signal) => {
      while (letters.length > 0 && !signal.aborted) {
        write(letters.shift()!);
        await delay(LETTER_MS, undefined, { signal }).catch(() => {});
      }
    });
    write(letters.join(''));
  }

  onInterrupt(action: (() => void) | undefined): void {
    this.keys.onInterrupt = action ?? this.quit;
  }

  lend(): void {
    this.keys.close();
  }

  takeBack(): void {
    this.keys.open();
  }

  /** Erases a hint that the cursor stands behind. */
  private takeAway(hint: string): void {
    this.out.write(`\u001B[${[...hint].length}D\u001B[K`);
  }

  private key(wanted: string[], signal = this.signal): Promise<string> {
    return this.keys.next(wanted, signal);
  }
}
