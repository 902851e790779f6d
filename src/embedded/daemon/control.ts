/** Starts, finds and stops the daemon of an embedded stage. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDetached } from '../../system/detached-program.ts';
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
