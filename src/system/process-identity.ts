import { execFileSync } from 'node:child_process';
import { processStat } from './process-stat.ts';

/** Identifies a process, even if its pid is reused later. */
export interface ProcessIdentity {
  pid: number;
  /** Its start time: clock ticks since boot on Linux, a date elsewhere. */
  startedAt: string;
}

/** @returns undefined if there is no such process */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = process.platform === 'linux' ? startTicks(pid) : startDate(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

function startTicks(pid: number): string | undefined {
  const stat = processStat(pid);
  return stat === undefined || stat.state === 'Z' ? undefined : String(stat.startTime);
}

function startDate(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
