import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { EmbeddedHome } from './paths.ts';
import { identify, isRunning } from '../../system/process-identity.ts';
import type { ProcessIdentity } from '../../system/process-identity.ts';

/** `daemon.json`, by which clients find the daemon. */
export interface DaemonFile extends ProcessIdentity {
  /** https://127.0.0.1:<port> */
  apiUrl: string;
  /** http://127.0.0.1:<port> */
  ingressUrl: string;
  engineSocket: string;
  kubeconfig: string;
  /** Folder with the docker, kubectl and pycont commands of this stage. */
  commands: string;
  /** A free port of 127.0.0.1, on which `docker run -p` publishes the app. */
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

/** @returns undefined if no daemon is running, even if an earlier one left its file */
export function readDaemonFile(home: EmbeddedHome): DaemonFile | undefined {
  try {
    const file = JSON.parse(readFileSync(home.daemonFile, 'utf8')) as DaemonFile;
    return isRunning(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the file, unless it belongs to another daemon, which may have started after this one lost its home. */
export function removeDaemonFile(home: EmbeddedHome): void {
  const running = readDaemonFile(home);
  if (running === undefined || running.pid === process.pid) rmSync(home.daemonFile, { force: true });
}
