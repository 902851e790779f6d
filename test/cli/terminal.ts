/** A program in a real terminal, with what it has shown so far. */
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import type { IPty } from '@lydell/node-pty';
import { onTestFinished, vi } from 'vitest';
import { NODE_ARGUMENTS } from './pycont.ts';

export const WITHIN = { timeout: 60_000 };

/** What is drawn elsewhere, between saving and restoring the cursor: the clock, in the middle of any other text. */
// oxlint-disable-next-line no-control-regex
const ASIDE = /\u001B7[^]*?(?:\u001B8|$)/g;

export class Terminal {
  readonly pty: IPty;
  #seen = '';
  /** How much of the screen was looked at already. */
  #read = 0;
  exitCode: number | undefined;

  constructor(args: string[], env: NodeJS.ProcessEnv, program?: string) {
    const words = program ? args : [...NODE_ARGUMENTS, ...args];
    this.pty = spawn(program ?? process.execPath, words, {
      cols: 100,
      rows: 30,
      env: env as Record<string, string>,
    });
    this.pty.onData((data) => (this.#seen += data));
    this.pty.onExit(({ exitCode }) => (this.exitCode = exitCode));
    onTestFinished(() => {
      if (this.exitCode === undefined) this.pty.kill('SIGKILL');
    });
  }

  /** With all control sequences. */
  get raw(): string {
    return this.#seen;
  }

  /** What is drawn aside, too. */
  get all(): string {
    return stripVTControlCharacters(this.#seen);
  }

  /** Without what is drawn aside. */
  get text(): string {
    return stripVTControlCharacters(this.#seen.replaceAll(ASIDE, '')).replaceAll('\r', '');
  }

  /** Waits for this to come after what was waited for before. */
  async sees(what: string | RegExp): Promise<void> {
    await vi.waitFor(() => {
      const rest = this.text.slice(this.#read);
      const found = typeof what === 'string' ? rest.indexOf(what) : rest.search(what);
      if (found === -1) throw new Error(`no ${String(what)} in:\n${rest}`);
      this.#read += found + 1;
    }, WITHIN);
  }

  press(keys: string): void {
    this.pty.write(keys);
  }

  async ends(): Promise<number> {
    return vi.waitFor(() => {
      if (this.exitCode === undefined) throw new Error(`still on:\n${this.text}`);
      return this.exitCode;
    }, WITHIN);
  }
}
