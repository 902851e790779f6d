import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { EmbeddedHome } from './paths.ts';
import { identify, isRunning } from '../../system/process-identity.ts';
import type { ProcessIdentity } from '../../system/process-identity.ts';

/** What the daemon tells its clients about itself. */
export interface DaemonFile extends ProcessIdentity {
  /** https://127.0.0.1:<port> */
  apiUrl: string;
  /** http://127.0.0.1:<port>, the way into the cluster. */
  ingressUrl: string;
  engineSocket: string;
  kubeconfig: string;
  /** Folder with the docker, kubectl and pycont commands of this stage. */
  commands: string;
  /** A port of 127.0.0.1 that was free: where `docker run -p` publishes the app. */
  localPort: number;
  runtime: 'namespaces' | 'processes';
  nodeAddress: string;
}

export function writeDaemonFile(
  home: EmbeddedHome,
  daemon: Omit<DaemonFile, keyof ProcessIdentity>,
): DaemonFile {
  const file: DaemonFile = { ...(identify(process.pid) as ProcessIdentity), ...daemon };
  writeFileSync(home.daemonFile, JSON.stringify(file, undefined, 2), { mode: 0o600 });
  return file;
}

/** @returns undefined when no daemon runs, whatever an earlier one left */
export function readDaemonFile(home: EmbeddedHome): DaemonFile | undefined {
  try {
    const file = JSON.parse(readFileSync(home.daemonFile, 'utf8')) as DaemonFile;
    return isRunning(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Removes it, unless it is another daemon's: this one may have lost its home, and another have begun there. */
export function removeDaemonFile(home: EmbeddedHome): void {
  const running = readDaemonFile(home);
  if (running === undefined || running.pid === process.pid) rmSync(home.daemonFile, { force: true });
}
