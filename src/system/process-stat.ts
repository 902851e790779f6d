import { readFileSync } from 'node:fs';

export interface ProcessStat {
  pid: number;
  state: string;
  parent: number;
  session: number;
  /** Clock ticks since boot: with the pid it identifies a process. */
  startTime: number;
  /** CPU of the process and of the children it has waited for, in clock ticks (100 a second on every Linux). */
  ticks: number;
}

/** Reads /proc; undefined if there is no such process or no /proc. */
export function processStat(pid: number): ProcessStat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The second field is the name in parentheses and may itself contain spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (index: number) => Number(fields[index]);
  return {
    pid,
    state: fields[0] ?? '?',
    parent: number(1),
    session: number(3),
    startTime: number(19),
    ticks: number(11) + number(12) + number(13) + number(14),
  };
}
