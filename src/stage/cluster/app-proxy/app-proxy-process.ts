import { hash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLUSTER } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { startDetached } from '../../../system/detached-program.ts';
import { isRunning } from '../../../system/process-identity.ts';
import type { ProcessIdentity } from '../../../system/process-identity.ts';

export interface AppProxyFile extends ProcessIdentity {
  /** Port of 127.0.0.1. */
  port: number;
  kubeconfig: string;
  /** Of its content: another cluster may have the same name, and its kubeconfig the same path. */
  digest: string;
  /** HOST:PORT of the ingress that connections use now; without it they go to the pods. */
  ingress?: string | undefined;
}

/** The current route of connections, for people. */
export function routeOf({ ingress }: AppProxyFile): Text {
  return ingress ? CLUSTER.ingress({ address: ingress }) : CLUSTER.portForwards;
}

const fileOf = (folder: string) => join(folder, 'app-proxy.json');

/**
 * Starts the app proxy of this folder, unless it runs; one that runs for another cluster is stopped first.
 * @returns the port it listens on; the same as last time if that is free
 */
export async function startAppProxy(folder: string, kubeconfig: string, namespace: string): Promise<number> {
  const last = readRecord(folder);
  if (last && isRunning(last)) {
    if (last.digest === digestOf(kubeconfig)) return last.port;
    await end(last);
  }
  const start = (port: number) =>
    startDetached(
      'app-proxy',
      [kubeconfig, namespace, String(port), fileOf(folder)],
      join(folder, 'app-proxy.log'),
    );
  await start(last?.port ?? 0).catch((error: unknown) => {
    if (!last) throw error;
    return start(0);
  });
  return (readRecord(folder) as AppProxyFile).port;
}

/** The running app proxy of this folder. */
export function findAppProxy(folder: string): AppProxyFile | undefined {
  const record = readRecord(folder);
  return record && isRunning(record) ? record : undefined;
}

export async function stopAppProxy(folder: string): Promise<void> {
  const record = readRecord(folder);
  if (record && isRunning(record)) await end(record);
  rmSync(fileOf(folder), { force: true });
}

async function end(proxy: ProcessIdentity): Promise<void> {
  process.kill(proxy.pid, 'SIGTERM');
  while (isRunning(proxy)) await sleep(20);
}

/** @param file a kubeconfig */
export const digestOf = (file: string): string => hash('sha256', readFileSync(file));

function readRecord(folder: string): AppProxyFile | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as AppProxyFile;
  } catch {
    return undefined;
  }
}
