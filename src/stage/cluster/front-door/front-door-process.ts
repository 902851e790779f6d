import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLUSTER } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { startDetached } from '../../../system/detached-program.ts';
import { isRunning } from '../../../system/process-identity.ts';
import type { ProcessIdentity } from '../../../system/process-identity.ts';

export interface FrontDoorFile extends ProcessIdentity {
  /** Port of 127.0.0.1. */
  port: number;
  kubeconfig: string;
  /** HOST:PORT of the ingress that connections go through now; without it they go to the pods. */
  ingress?: string | undefined;
}

/** Which way connections go now, for a person. */
export function wayOf({ ingress }: FrontDoorFile): Text {
  return ingress ? CLUSTER.ingress({ address: ingress }) : CLUSTER.portForwards;
}

const fileOf = (folder: string) => join(folder, 'front-door.json');

/** @returns the port it listens on; the same as last time where that is free */
export async function startFrontDoor(folder: string, kubeconfig: string, namespace: string): Promise<number> {
  const last = readRecord(folder);
  if (last && isRunning(last)) return last.port;
  const start = (port: number) =>
    startDetached(
      'front-door',
      [kubeconfig, namespace, String(port), fileOf(folder)],
      join(folder, 'front-door.log'),
    );
  await start(last?.port ?? 0).catch((error: unknown) => {
    if (!last) throw error;
    return start(0);
  });
  return (readRecord(folder) as FrontDoorFile).port;
}

/** The front door of this folder when it is open. */
export function findFrontDoor(folder: string): FrontDoorFile | undefined {
  const record = readRecord(folder);
  return record && isRunning(record) ? record : undefined;
}

export async function stopFrontDoor(folder: string): Promise<void> {
  const record = readRecord(folder);
  if (record && isRunning(record)) {
    process.kill(record.pid, 'SIGTERM');
    while (isRunning(record)) await sleep(20);
  }
  rmSync(fileOf(folder), { force: true });
}

function readRecord(folder: string): FrontDoorFile | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as FrontDoorFile;
  } catch {
    return undefined;
  }
}
