/** Processes under Linux' /proc. Without /proc, results are `undefined` or empty. */
import { readFileSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { processStat } from '../../system/process-stat.ts';
import type { ProcessStat } from '../../system/process-stat.ts';

export const TICKS_PER_SECOND = 100;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function allProcesses(): ProcessStat[] {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => processStat(Number(name)))
    .filter((stat) => stat !== undefined);
}

/** The given processes and all their descendants. */
export function withDescendants(roots: Iterable<number>, processes: ProcessStat[]): Set<number> {
  const family = new Set(roots);
  let before: number;
  do {
    before = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  } while (family.size > before);
  return family;
}

/** Whether the process handles the signal; undefined if unknown. */
export function catchesSignal(pid: number, signal: NodeJS.Signals): boolean | undefined {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  if (caught === undefined) return undefined;
  return ((BigInt(`0x${caught}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
}

/** Bytes. */
export function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return kilobytes === undefined ? 0 : Number(kilobytes) * 1024;
}

export function environmentOf(pid: number): string[] {
  return read(`/proc/${pid}/environ`)?.split('\0') ?? [];
}

export function childrenOf(pid: number): number[] {
  const listed = read(`/proc/${pid}/task/${pid}/children`);
  if (listed !== undefined) return listed.split(' ').filter(Boolean).map(Number);
  return allProcesses()
    .filter((stat) => stat.parent === pid)
    .map((stat) => stat.pid);
}

/** Sends a signal; it is not an error if the process has ended. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
