/** A player under a shell with job control, in a pty whose screen can be read, and with its heap to look at. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import type { IPty } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { expect, onTestFinished, vi } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { alive } from '../../show/alive.ts';
import { NODE_ARGUMENTS } from '../pycont.ts';
import { ADVANCE } from './events.ts';
import type { Event } from './events.ts';

const WITHIN = { timeout: 60_000, interval: 20 };
/**
 * Not bash: that ends with a job that Ctrl-C has ended. Says when the job is stopped or over, and whether the
 * terminal's modes are as they were; goes on after a stop (128 + SIGSTOP to SIGTTOU). What was written must reach
 * us: the kernel drops what is not read yet when a Ctrl-C comes (noflsh), node-pty what is not read 200 ms after
 * the end (seen).
 */
const SHELL = `set -m; trap '' INT QUIT TSTP
stty noflsh
before=$(stty -g)
same() { [ "$before" = "$(stty -g)" ] && echo same || echo other; }
env --default-signal bash -c 'echo $$ > "$PYCONT_HOME/pid"; exec "$@"' - "$@"
code=$?
while [ $code -ge 147 ] && [ $code -le 150 ]; do echo "STOPPED modes=$(same)"; fg >/dev/null; code=$?; done
echo "ENDED code=$code modes=$(same)"
until [ -e "$PYCONT_HOME/seen" ]; do sleep 0.02; done`;
const HEAP = join(packageRoot(), 'test', 'cli', 'random-keys', 'heap-hook.ts');

export class WatchedPlayer {
  /** When keys that may start a step were pressed. */
  readonly presses: number[] = [];
  readonly #pty: IPty;
  readonly #screen = new xterm.Terminal({
    cols: 100,
    rows: 30,
    allowProposedApi: true,
    // What is typed into the lent terminal's cat comes back as it is, half a sequence included.
    logLevel: 'off',
  });
  readonly #home: string;
  #raw = '';
  #gone = false;

  constructor(scenes: string, home: string, env: NodeJS.ProcessEnv) {
    this.#home = home;
    mkdirSync(home, { recursive: true });
    rmSync(join(home, 'pid'), { force: true });
    const seen = join(home, 'seen');
    rmSync(seen, { force: true });
    const words = [process.execPath, '--expose-gc', '--import', HEAP, ...NODE_ARGUMENTS];
    const args = ['-c', SHELL, '-', ...words, '--scenes', scenes, 'scene', 'next'];
    this.#pty = spawn('sh', args, { cols: 100, rows: 30, env: env as Record<string, string> });
    const listening = this.#pty.onData((data) => {
      this.#raw += data;
      this.#screen.write(data);
      if (this.#raw.slice(-data.length - 20).includes('ENDED code=')) writeFileSync(seen, '');
    });
    this.#pty.onExit(() => (this.#gone = true));
    onTestFinished(() => {
      // Its home is about to be removed.
      listening.dispose();
      if (!this.#gone) this.#pty.kill('SIGKILL');
    });
  }

  get ended(): boolean {
    return this.#gone;
  }

  get pid(): number {
    return Number(readFileSync(join(this.#home, 'pid'), 'utf8'));
  }

  get shown(): string {
    return stripVTControlCharacters(this.#raw);
  }

  /** The screen as a person sees it. */
  get rows(): string[] {
    const { active } = this.#screen.buffer;
    const rows = Array.from({ length: this.#screen.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    );
    return rows.filter((row) => row !== '');
  }

  /** In the palette of 256 colours. */
  background(row: number, column: number): number | undefined {
    const { active } = this.#screen.buffer;
    return active
      .getLine(active.baseY + row)
      ?.getCell(column)
      ?.getBgColor();
  }

  async apply(event: Event): Promise<void> {
    if (this.#gone) return;
    if (event.kind === 'keys') this.press(event.text);
    else if (event.kind === 'resize') {
      this.#screen.resize(event.columns, event.rows);
      try {
        this.#pty.resize(event.columns, event.rows);
      } catch {
        // It has just ended.
      }
    } else if (event.kind === 'signal') this.signal(event.name);
    else {
      for (const text of event.texts) {
        this.#pty.write(text);
        await delay(5);
      }
    }
  }

  press(text: string): void {
    if (ADVANCE.includes(text) || 'ry'.includes(text)) this.presses.push(Date.now());
    this.#pty.write(text);
  }

  /** To the player itself, once it has told its number. */
  signal(name: NodeJS.Signals): void {
    try {
      process.kill(this.pid, name);
    } catch {
      // It is about to start, or has just ended.
    }
  }

  /** Waits for a row of the screen. */
  async sees(what: string | RegExp): Promise<void> {
    await vi.waitFor(() => {
      const rows = this.rows;
      if (!rows.some((row) => (typeof what === 'string' ? row.includes(what) : what.test(row))))
        throw new Error(`no ${String(what)} in:\n${rows.join('\n')}`);
    }, WITHIN);
  }

  /** Nothing is written any more. */
  async quiet(): Promise<void> {
    for (let before = -1; before !== this.#raw.length; await delay(60)) before = this.#raw.length;
  }

  /** Megabytes in use after a garbage collection. */
  async heap(): Promise<number> {
    const file = join(this.#home, 'heap');
    rmSync(file, { force: true });
    this.signal('SIGUSR2');
    return vi.waitFor(() => Number(/^\d+$/.exec(readFileSync(file, 'utf8'))![0]) / 2 ** 20, WITHIN);
  }

  async ends(): Promise<void> {
    await vi.waitFor(() => {
      if (!this.#gone) throw new Error(`still on:\n${this.rows.join('\n')}`);
    }, WITHIN);
  }

  /** What must hold once it has ended. */
  async leavesNothing(): Promise<void> {
    await vi.waitFor(() => expect(this.shown.slice(-3_000)).toMatch(/ENDED code=\d+ modes=same/), WITHIN);
    expect(this.shown).not.toContain('modes=other');
    for (const [on, off] of [
      ['\u001B[?1049h', '\u001B[?1049l'],
      ['\u001B[?25l', '\u001B[?25h'],
      ['\u001B[?2004h', '\u001B[?2004l'],
    ] as const)
      expect(
        this.#raw.lastIndexOf(off),
        `${JSON.stringify(on)} in ${JSON.stringify(this.#raw.slice(-3_000))}`,
      ).toBeGreaterThanOrEqual(this.#raw.lastIndexOf(on));
    await vi.waitFor(() => expect(processesOf(this.#home)).toEqual([]), WITHIN);
  }
}

/** Command lines of what runs with this home in its environment. */
function processesOf(home: string): string[] {
  const of = (pid: string, file: string) => {
    try {
      return readFileSync(join('/proc', pid, file), 'utf8');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && of(name, 'environ').includes(`PYCONT_HOME=${home}\0`))
    .filter((pid) => alive(Number(pid)))
    .map((pid) => of(pid, 'cmdline').replaceAll('\0', ' '));
}
