/** A command in a terminal of its own: what it draws is emulated, so that it can be shown, judged and kept as text. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { signalGroup } from '../../journal/process-groups.ts';
import type { Outcome } from '../expectations.ts';
import type { RunningShell, ShellOptions } from '../running-shell.ts';
import type { Emulator, Picture, TerminalSize } from './emulator.ts';
import { Pictures } from './pictures.ts';
import type { PtyProcess, SpawnInPty } from './pty.ts';

const GRACE_MS = 2_000;
const CTRL_C = '\u0003';

export interface TerminalShellOptions extends ShellOptions {
  size: TerminalSize;
  onPicture?: (picture: Picture) => void;
  /** The pictures have the cursor: somebody types. */
  cursor?: boolean;
  /** Joins a person's terminal to it, which then answers what the program asks of a terminal. */
  join?: ((pty: PtyProcess) => void) | undefined;
}

export class TerminalShell implements RunningShell {
  readonly done: Promise<Outcome>;
  readonly #options: TerminalShellOptions;
  readonly #pty: PtyProcess;
  readonly #emulator: Emulator;
  readonly #pictures: Pictures | undefined;
  readonly #began = performance.now();
  #interrupts = 0;
  #timedOut = false;
  /** Once it has ended. */
  #output: string | undefined;

  constructor(
    command: string,
    options: TerminalShellOptions,
    {
      spawn,
      emulator,
    }: { spawn: SpawnInPty; emulator: new (...args: ConstructorParameters<typeof Emulator>) => Emulator },
  ) {
    this.#options = options;
    this.#pty = spawn('bash', ['-c', command], options);
    this.#emulator = new emulator(options.size, options.join ? () => {} : (data) => this.#pty.write(data));
    this.#pictures = options.onPicture && new Pictures(this.#emulator, options.onPicture, options.cursor);
    this.#pty.onData((text) => this.#printed(text));
    options.join?.({ ...this.#pty, resize: (size) => this.resize(size) });
    this.done = this.#watch();
    this.done.catch(() => {});
  }

  output(): string {
    return this.#output ?? this.#emulator.text();
  }

  /** Resolves when what was printed so far is in its output. */
  settled(): Promise<void> {
    return this.#output === undefined ? this.#emulator.write('') : Promise.resolve();
  }

  type(data: string): void {
    this.#pty.write(data);
  }

  resize(size: TerminalSize): void {
    this.#pty.resize(size);
    this.#emulator.resize(size);
    this.#pictures?.changed();
  }

  /** As a person's key does it: a program that reads the key itself is not killed by it. */
  interrupt(): void {
    this.#interrupts += 1;
    if (this.#interrupts === 1) this.#pty.write(CTRL_C);
    else this.#signal('SIGKILL');
  }

  press(): void {
    this.#pty.write(CTRL_C);
  }

  async end(graceMs = GRACE_MS): Promise<Outcome> {
    // A shell that waits for input ignores SIGINT; its terminal hanging up ends it.
    this.#signal('SIGHUP');
    const timer = new AbortController();
    void delay(graceMs, undefined, { signal: timer.signal }).then(
      () => this.#signal('SIGKILL'),
      () => {},
    );
    return this.done.finally(() => timer.abort());
  }

  #signal(signal: NodeJS.Signals): void {
    // Once it has ended, its number may be another's.
    if (this.#output === undefined) signalGroup(this.#pty.pid, signal);
  }

  async #watch(): Promise<Outcome> {
    const { groups, signal, timeoutMs } = this.#options;
    const stopped = new AbortController();
    const abort = () => void this.end();
    await groups?.add(this.#pty.pid);
    signal?.addEventListener('abort', abort, { once: true, signal: stopped.signal });
    if (signal?.aborted) abort();
    if (timeoutMs !== undefined) this.#endAfter(timeoutMs, stopped.signal).catch(() => {});
    const { exitCode, signal: killedBy } = await this.#pty.done;
    const ms = performance.now() - this.#began;
    stopped.abort();
    // What it left in its group has lost its terminal.
    signalGroup(this.#pty.pid, 'SIGKILL');
    await groups?.remove(this.#pty.pid);
    await this.#emulator.write('');
    this.#pictures?.end();
    this.#output = this.#emulator.text();
    this.#emulator.dispose();
    return {
      exitCode: killedBy ? 128 + killedBy : exitCode,
      timedOut: this.#timedOut,
      interrupted: this.#interrupts > 0 || (signal?.aborted ?? false),
      ms,
      output: this.#output,
      stdout: this.#output,
    };
  }

  async #endAfter(timeoutMs: number, stopped: AbortSignal): Promise<void> {
    await delay(timeoutMs, undefined, { signal: stopped });
    this.#timedOut = true;
    await this.end();
  }

  #printed(text: string): void {
    this.#options.onOutput?.({ stream: 'stdout', text, at: performance.now() - this.#began });
    void this.#emulator.write(text).then(() => this.#pictures?.changed());
  }
}
