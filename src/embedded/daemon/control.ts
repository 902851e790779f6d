/** The embedded stage seen from outside: start its daemon, find it, stop it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDetached } from '../../system/detached-program.ts';
import { UserError } from '../../errors/user-error.ts';
import { exchange } from '../../kubernetes/index.ts';
import { EMBEDDED } from '../../messages/index.ts';
import { embeddedHome, readDaemonFile } from '../home/index.ts';
import type { DaemonFile } from '../home/index.ts';
import { isRunning } from '../../system/process-identity.ts';

const STOP_MILLISECONDS = 15_000;

/** The daemon of this home when it runs. @param home absolute path of `$PYCONT_HOME` */
export function findDaemon(home: string): DaemonFile | undefined {
  return readDaemonFile(embeddedHome(home));
}

/** Whether a daemon of this home would come back with what an earlier one had. */
export function hasState(home: string): boolean {
  return existsSync(embeddedHome(home).store);
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
  await startDetached('daemon', [home], daemonLog(home));
  return findDaemon(home) as DaemonFile;
}

/** What the daemon answers on the engine's socket, beside docker's calls. */
export const CLEAR_CALL = 'stage.clear';
/** Containers are killed; a busy machine may take its time. */
const CLEAR_MILLISECONDS = 60_000;

/**
 * Ends and removes all that is not the stage's own: objects of the cluster, containers, networks, volumes, images that
 * were built or tagged. What is right goes whatever is wrong with the rest.
 * @param signal gives up waiting for it
 * @throws {UserError} that tells what is still there
 */
export async function clearStage({ engineSocket }: DaemonFile, signal?: AbortSignal): Promise<void> {
  const { status, body } = await exchange(`http://localhost/${CLEAR_CALL}`, {
    method: 'POST',
    body: '{}',
    connection: { socketPath: engineSocket, agent: false },
    timeoutMs: CLEAR_MILLISECONDS,
    ...(signal ? { signal } : {}),
  });
  if (status === 200) return;
  const { error } = JSON.parse(body) as { error: { message: string } };
  throw new UserError(EMBEDDED.notCleared({ why: error.message }), EMBEDDED.clearAgain);
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
  const { cleanUp } = await import('./clean-up.ts');
  await cleanUp(embeddedHome(home));
  return daemon !== undefined;
}
