/** Ends the processes of a killed runtime, found by its records, and removes their folders. */
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStat } from '../../system/process-stat.ts';
import { replaceFileSync } from '../../system/replace-file.ts';
import { allProcesses, environmentOf, sendSignal, withDescendants } from './proc.ts';
import { MARKER } from './processes/isolation.ts';
import { removeTree } from './remove-tree.ts';

interface ProcessMark {
  pid: number;
  startTime: number;
}

const RECORD = 'processes.json';

/** Records the processes of a container with their start times, because a pid may be reused. */
export function recordProcesses(folder: string, pids: number[]): void {
  const marks: ProcessMark[] = pids
    .map((pid) => processStat(pid))
    .filter((stat) => stat !== undefined)
    .map(({ pid, startTime }) => ({ pid, startTime }));
  replaceFileSync(join(folder, RECORD), JSON.stringify(marks), { mode: 0o600 });
}

/**
 * Kills the recorded processes of all containers below `folder` and removes their folders. Only for a folder whose
 * runtime is not running.
 */
export async function reapOrphans(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ids = readdirSync(folder);
  if (ids.length === 0) return;
  let left = orphans(folder, ids);
  for (let round = 0; left.size > 0 && round < 100; round += 1) {
    for (const pid of left) sendSignal(pid, 'SIGKILL');
    await sleep(10);
    left = orphans(folder, ids);
  }
  await Promise.all(ids.map((id) => removeTree(join(folder, id))));
}

function orphans(folder: string, ids: string[]): Set<number> {
  const alive = allProcesses().filter(({ state }) => state !== 'Z');
  const startTimes = new Map(alive.map(({ pid, startTime }) => [pid, startTime]));
  const recorded = ids
    .flatMap((id) => readMarks(join(folder, id, RECORD)))
    .filter(({ pid, startTime }) => startTimes.get(pid) === startTime)
    .map(({ pid }) => pid);
  const markers = new Set(ids.map((id) => `${MARKER}=${id}`));
  const marked = alive.filter(({ pid }) => environmentOf(pid).some((entry) => markers.has(entry)));
  return withDescendants([...recorded, ...marked.map(({ pid }) => pid)], alive);
}

function readMarks(file: string): ProcessMark[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark[];
  } catch {
    return [];
  }
}
