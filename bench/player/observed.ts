/** A program in a pty, whose output is recorded with its time and size. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import pty from '@lydell/node-pty';

export const PYCONT = join(import.meta.dirname, '..', '..', 'bin', 'pycont');
export const SMALL = { cols: 80, rows: 24 };
export const LARGE = { cols: 200, rows: 50 };
const GIVE_UP_MS = 60_000;

export interface Place {
  scenes: string;
  env: Record<string, string>;
}

export class Observed {
  readonly #program: pty.IPty;
  readonly over: Promise<unknown>;
  #text = '';
  #wanted: { what: RegExp; found: (at: number) => void } | undefined;
  bytes = 0;

  constructor(command: string, args: string[], env: Record<string, string>, size = SMALL) {
    this.#program = pty.spawn(command, args, { ...size, env });
    this.over = new Promise((resolve) => this.#program.onExit(resolve));
    this.#program.onData((data) => {
      this.bytes += Buffer.byteLength(data);
      this.#text += data;
      const at = performance.now();
      const wanted = this.#wanted;
      if (wanted?.what.test(this.#text) || wanted?.what.test(stripVTControlCharacters(this.#text)))
        wanted.found(at);
    });
  }

  get pid(): number {
    return this.#program.pid;
  }

  press(key: string): void {
    this.#program.write(key);
  }

  /** Waits for output after this call. @returns when it came, in milliseconds of performance.now() */
  async sees(what: RegExp, act: () => void = () => {}): Promise<number> {
    this.#text = '';
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`no ${String(what)} in ${JSON.stringify(this.#text)}`)),
        GIVE_UP_MS,
      );
      this.#wanted = {
        what,
        found: (at) => {
          clearTimeout(late);
          this.#wanted = undefined;
          resolve(at);
        },
      };
      act();
    });
  }

  /** Milliseconds from a key to its effect. */
  async answers(key: string, what: RegExp): Promise<number> {
    let pressed = 0;
    const seen = await this.sees(what, () => {
      pressed = performance.now();
      this.press(key);
    });
    return seen - pressed;
  }

  /** CPU time in milliseconds since its start. */
  get cpuMs(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Clock ticks of 10 ms, on every Linux that Node runs on.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  async end(): Promise<void> {
    this.#program.kill('SIGTERM');
    await this.over;
  }
}
