/** Runs one command as the speaker would type it: by bash, in a process group of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { SHELL } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { UserError } from '../../errors/user-error.ts';
import type { Outcome } from './expectations.ts';
import { KeptOutput } from './kept-output.ts';
import { signalGroup } from '../journal/process-groups.ts';
import type { OutputChunk } from '../recordings/recording.ts';
import type { RunningShell, ShellOptions } from './running-shell.ts';

/**
 * Runs `$1` once its process group is recorded: a player that is killed before that leaves nothing running, since the
 * end of the pipe is not a line.
 */
const WAIT_FOR_START = 'read -r -u 3 _ && exec bash -c "$1" 3<&-';
const GRACE_MS = 2_000;
/** How long a process outside the group may keep a finished command's output open. */
const DRAIN_MS = 300;
/** How many characters of the end of an output are kept. */
export const KEPT = 4 * 1024 * 1024;

/**
 * Nothing leaks from one command to the next: each has a new bash, so `cd` and `export` end with their step, and
 * whatever the command leaves running in its group is killed.
 */
export function startShell(command: string, options: ShellOptions): RunningShell {
  return new Shell(command, options);
}

export function runShell(command: string, options: ShellOptions): Promise<Outcome> {
  return startShell(command, options).done;
}

class Shell implements RunningShell {
  readonly done: Promise<Outcome>;
  readonly #options: ShellOptions;
  readonly #child: ChildProcess;
  #began = performance.now();
  readonly #captured = { stdout: new KeptOutput(KEPT), output: new KeptOutput(KEPT) };
  #interrupts = 0;
  #timedOut = false;

  constructor(command: string, options: ShellOptions) {
    this.#options = options;
    const { cwd, env, interactive } = options;
    this.#child = spawnBash(interactive ? ['-c', command] : ['-c', WAIT_FOR_START, 'bash', command], {
      cwd,
      env: env as NodeJS.ProcessEnv,
      // An interactive command stays in the terminal's foreground group; any other leads a group of its own.
      detached: !interactive,
      stdio: interactive ? 'inherit' : ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.done = this.#watch();
    this.done.catch(() => {});
  }

  output(): string {
    return stripVTControlCharacters(this.#captured.output.text);
  }

  interrupt(): void {
    this.#interrupts += 1;
    this.#signal(this.#interrupts === 1 ? 'SIGINT' : 'SIGKILL');
  }

  press(): void {
    this.#signal('SIGINT');
  }

  async end(graceMs = GRACE_MS): Promise<Outcome> {
    this.#signal('SIGINT');
    const timer = new AbortController();
    void delay(graceMs, undefined, { signal: timer.signal }).then(
      () => this.#signal('SIGKILL'),
      () => {},
    );
    try {
      return await this.done;
    } finally {
      timer.abort();
    }
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    // Once it has ended, its id may belong to another process.
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    if (this.#options.interactive) this.#child.kill(signal);
    else signalGroup(pid, signal);
  }

  async #watch(): Promise<Outcome> {
    const child = this.#child;
    const options = this.#options;
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8').on('data', (text: string) => this.#capture(stream, text));
    }
    const exited = once(child, 'exit');
    const closed = once(child, 'close');
    closed.catch(() => {});
    const stopped = new AbortController();
    try {
      if (child.pid === undefined) await exited;
      if (!options.interactive) {
        await options.groups?.add(child.pid!);
        this.#start();
      }
      this.#startTimeout(stopped.signal);
      const abort = () => void this.end();
      options.signal?.addEventListener('abort', abort, { once: true, signal: stopped.signal });
      if (options.signal?.aborted) abort();
      const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null];
      const ms = performance.now() - this.#began;
      if (!options.interactive) await this.#cleanUp(closed);
      return this.#outcome(code ?? 128 + constants.signals[signal ?? 'SIGKILL'], ms);
    } catch (cause) {
      // It is not recorded: no later player could end it.
      this.#signal('SIGKILL');
      throw notStarted(cause, options.cwd);
    } finally {
      stopped.abort();
      // A command that was not started ends here.
      child.stdio[3]?.destroy();
    }
  }

  /** From here on the time counts: what comes before is not the command's. */
  #start(): void {
    this.#began = performance.now();
    const gate = this.#child.stdio[3] as Writable;
    gate.on('error', () => {});
    gate.end('\n');
  }

  /** Kills what the command left in its group, and reads what is still in the pipes. */
  async #cleanUp(closed: Promise<unknown>): Promise<void> {
    signalGroup(this.#child.pid!, 'SIGKILL');
    const drained = new AbortController();
    await Promise.race([closed, delay(DRAIN_MS, undefined, { signal: drained.signal }).catch(() => {})]);
    drained.abort();
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    await this.#options.groups?.remove(this.#child.pid!);
  }

  #startTimeout(stopped: AbortSignal): void {
    const { timeoutMs } = this.#options;
    if (timeoutMs === undefined) return;
    const expire = async () => {
      await delay(timeoutMs, undefined, { signal: stopped });
      this.#timedOut = true;
      this.#signal('SIGTERM');
      await delay(GRACE_MS, undefined, { signal: stopped });
      this.#signal('SIGKILL');
    };
    expire().catch(() => {});
  }

  #capture(stream: OutputChunk['stream'], text: string): void {
    this.#captured.output.add(text);
    if (stream === 'stdout') this.#captured.stdout.add(text);
    this.#options.onOutput?.({ stream, text, at: performance.now() - this.#began });
  }

  #outcome(exitCode: number, ms: number): Outcome {
    return {
      exitCode,
      timedOut: this.#timedOut,
      interrupted: this.#interrupts > 0 || (this.#options.signal?.aborted ?? false),
      ms,
      output: this.output(),
      stdout: stripVTControlCharacters(this.#captured.stdout.text),
    };
  }
}

function spawnBash(args: string[], options: SpawnOptions): ChildProcess {
  try {
    return spawn('bash', args, options);
  } catch (cause) {
    throw notStarted(cause, String(options.cwd));
  }
}

const REASONS: Record<string, [why: Text, remedy: Text]> = {
  EACCES: [SHELL.noPermission, SHELL.fixPermissions],
  E2BIG: [SHELL.tooLong, SHELL.shorten],
  EAGAIN: [SHELL.tooManyProcesses, SHELL.endSome],
  ENOMEM: [SHELL.noMemory, SHELL.freeMemory],
  EMFILE: [SHELL.tooManyFiles, SHELL.raiseLimit],
};

/** @returns any other error unchanged */
function notStarted(cause: unknown, folder: string): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new UserError(SHELL.notStarted({ folder }), SHELL.checkBash, { cause });
  const [why, remedy] = REASONS[code ?? ''] ?? [];
  return why && remedy ? new UserError(SHELL.notStartedWhy({ folder, why }), remedy, { cause }) : cause;
}
