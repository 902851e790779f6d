/** The embedded stage seen from outside: start its daemon, find it, stop it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../package-root.ts';
import { UserError } from '../user-error.ts';
import { type DaemonFile, readDaemonFile, removeDaemonFile } from './daemon-file.ts';
import { embeddedHome } from './home.ts';
import { isRunning } from './process-identity.ts';

export type { DaemonFile } from './daemon-file.ts';

const STOP_MILLISECONDS = 15_000;

/** The daemon of this home when it runs. @param home absolute path of `$PYCONT_HOME` */
export function findDaemon(home: string): DaemonFile | undefined {
  return readDaemonFile(embeddedHome(home));
}

/** Where the daemon writes what it does. */
export function daemonLog(home: string): string {
  return join(embeddedHome(home).logs, 'daemon.log');
}

/**
 * Starts the daemon of this home, or finds it running.
 * @throws {UserError} when it cannot start, with its own words
 */
export async function startDaemon(home: string): Promise<DaemonFile> {
  const running = findDaemon(home);
  if (running) return running;
  const program = join(packageRoot(), 'dist', 'daemon.js');
  if (!existsSync(program)) {
    throw new UserError('The embedded stage is not built.', `Run 'npm run build' in ${packageRoot()}.`);
  }
  prepareHome(home);
  const log = openSync(daemonLog(home), 'a', 0o600);
  const child = spawn(process.execPath, [program, home], {
    detached: true,
    cwd: home,
    stdio: ['ignore', log, log, 'pipe'],
  });
  const word = await firstWord(child.stdio[3] as NodeJS.ReadableStream);
  child.unref();
  const daemon = findDaemon(home);
  if (word === 'ready' && daemon) return daemon;
  throw new UserError(
    `The embedded stage did not start: ${word || lastLine(daemonLog(home))}`,
    `Read ${daemonLog(home)}, or run 'pycont doctor'.`,
  );
}

/** Ends the daemon and everything it runs; what a killed daemon left is cleaned too. @returns whether one ran */
export async function stopDaemon(home: string): Promise<boolean> {
  const daemon = findDaemon(home);
  if (daemon) {
    process.kill(daemon.pid, 'SIGTERM');
    const giveUp = Date.now() + STOP_MILLISECONDS;
    while (isRunning(daemon)) {
      if (Date.now() > giveUp) process.kill(daemon.pid, 'SIGKILL');
      await sleep(20);
    }
  }
  const paths = embeddedHome(home);
  const { reapOrphans } = await import('./container/orphans.ts');
  await reapOrphans(paths.containers);
  removeDaemonFile(paths);
  return daemon !== undefined;
}

function prepareHome(home: string): void {
  const { root, logs } = embeddedHome(home);
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    mkdirSync(logs, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UserError(
      `pycont cannot write its state to ${home}: ${(error as Error).message}`,
      'Make room or give the folder write permission, or set PYCONT_HOME to another folder.',
      { cause: error },
    );
  }
}

/** The daemon's only message on its fourth descriptor: `ready`, or why not. */
async function firstWord(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text.trim();
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? 'it said nothing';
}
