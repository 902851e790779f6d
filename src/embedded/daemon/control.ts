/** Starts, finds, clears and stops the daemon of an embedded stage. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDetached } from '../../system/detached-program.ts';
import { UserError } from '../../errors/user-error.ts';
import { exchange } from '../../kubernetes/index.ts';
import { EMBEDDED } from '../../messages/index.ts';
import { freePort } from '../../system/free-port.ts';
import { embeddedHome, readDaemonFile, rewriteDaemonFile } from '../home/index.ts';
import { lastAddresses, rememberAddresses } from './last-addresses.ts';
import type { DaemonFile } from '../home/index.ts';
import { isRunning } from '../../system/process-identity.ts';

const STOP_MILLISECONDS = 15_000;

/** The daemon of this home, if it is running. @param home absolute path of `$PYCONT_HOME` */
export function findDaemon(home: string): DaemonFile | undefined {
  return readDaemonFile(embeddedHome(home));
}

/** @returns true if a daemon of this home would start with the state that an earlier one saved */
export function hasState(home: string): boolean {
  return existsSync(embeddedHome(home).store);
}

/** Path of the daemon's log. */
export function daemonLog(home: string): string {
  return join(embeddedHome(home).logs, 'daemon.log');
}

/**
 * Starts the daemon of this home, or finds the running one.
 * @throws {UserError} with the daemon's message, if it cannot start
 */
export async function startDaemon(home: string): Promise<DaemonFile> {
  const running = findDaemon(home);
  if (running) return running;
  await startDetached('daemon', [home], daemonLog(home));
  return findDaemon(home) as DaemonFile;
}

/** Takes another free port for what `docker run -p` publishes; the next daemon takes it, too. */
export async function moveLocalPort(home: string): Promise<number> {
  const place = embeddedHome(home);
  const localPort = await freePort([]);
  rewriteDaemonFile(place, { localPort });
  rememberAddresses(place, { ...lastAddresses(place), localPort });
  return localPort;
}

/** A call of the daemon on the engine's socket, in addition to Docker's. */
export const CLEAR_CALL = 'stage.clear';
/** Containers are killed, which takes longer on a busy machine. */
const CLEAR_MILLISECONDS = 60_000;

/**
 * Removes everything that was created on the stage: objects of the cluster, containers, networks, volumes, images that
 * were built or tagged. A failure does not stop it: the rest is removed.
 * @param signal stops waiting for it
 * @throws {UserError} that names what could not be removed
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

/** Stops the daemon and everything it runs, and cleans up after a killed one. @returns whether one was running */
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
