/** Starts an OS process with pipes or a terminal, behind one interface. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { constants as os } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { openPipes } from './streams/fifo.ts';
import { openTerminal } from './streams/terminal.ts';
import { withUsualUmask } from './umask.ts';

export interface ChildCommand {
  /** Complete argument vector, starting with the program's absolute path. */
  argv: string[];
  env: Record<string, string>;
  cwd: string;
}

export interface ChildOptions {
  tty: boolean;
  stdin: boolean;
  size?: { columns: number; rows: number };
  /** A folder for FIFOs, which exist only while they are opened. */
  scratch: string;
}

export interface ChildExit {
  code: number;
  signal?: NodeJS.Signals;
}

export interface Child {
  pid: number;
  stdin: Writable | undefined;
  stdout: Readable;
  /** Absent with a terminal, where all output is on stdout. */
  stderr: Readable | undefined;
  resize(columns: number, rows: number): void;
  exit: Promise<ChildExit>;
}

export function startChild(command: ChildCommand, options: ChildOptions): Promise<Child> {
  return options.tty ? startInTerminal(command, options) : startWithPipes(command, options);
}

async function startWithPipes({ argv, env, cwd }: ChildCommand, options: ChildOptions): Promise<Child> {
  const [out, err, into] = await openPipes(options.scratch, [
    'fromChild',
    'fromChild',
    ...(options.stdin ? (['toChild'] as const) : []),
  ]);
  try {
    const child = withUsualUmask(() =>
      spawn(argv[0]!, argv.slice(1), {
        cwd,
        env,
        detached: true,
        stdio: [into?.childFd ?? 'ignore', out!.childFd, err!.childFd],
      }),
    );
    return await started(child, {
      stdin: into?.socket,
      stdout: out!.socket,
      stderr: err!.socket,
      resize: () => {},
      exit: exitOf(child),
    });
  } catch (error) {
    for (const pipe of [out, err, into]) pipe?.socket.destroy();
    throw error;
  } finally {
    for (const pipe of [out, err, into]) if (pipe !== undefined) closeSync(pipe.childFd);
  }
}

function startInTerminal({ argv, env, cwd }: ChildCommand, options: ChildOptions): Promise<Child> {
  const terminal = openTerminal(options.size);
  const slave = openSync(terminal.name, constants.O_RDWR | constants.O_NOCTTY);
  try {
    const child = withUsualUmask(() =>
      spawn(argv[0]!, argv.slice(1), { cwd, env, stdio: [slave, slave, slave] }),
    );
    const exit = exitOf(child);
    void exit.then(terminal.finish, terminal.finish);
    return started(child, {
      stdin: terminal.stdin,
      stdout: terminal.stdout,
      stderr: undefined,
      resize: terminal.resize,
      exit,
    });
  } finally {
    closeSync(slave);
  }
}

function exitOf(child: ChildProcess): Promise<ChildExit> {
  const exit = new Promise<ChildExit>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(signal ? { code: 128 + os.signals[signal], signal } : { code: code ?? 0 });
    });
  });
  exit.catch(() => {});
  return exit;
}

/** Rejects if the program could not be executed. */
async function started(child: ChildProcess, rest: Omit<Child, 'pid'>): Promise<Child> {
  if (child.pid === undefined) await rest.exit;
  return { pid: child.pid!, ...rest };
}
