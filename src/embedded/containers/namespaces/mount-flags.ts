/** Flags that a bind mount inherits, and that a remount with `ro` in a user namespace has to repeat. */
import { readFileSync } from 'node:fs';
import { isWithin } from '../inside.ts';

const KEPT = new Set(['nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime']);

/** @param mountinfo the text of /proc/self/mountinfo */
export function inheritedFlags(mountinfo: string, path: string): string[] {
  let best: { point: string; flags: string[] } = { point: '', flags: [] };
  for (const line of mountinfo.split('\n')) {
    const fields = line.split(' ');
    const point = fields[4]?.replaceAll(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(parseInt(octal, 8)),
    );
    // Of several mounts on one point the last one is visible.
    if (point === undefined || !isWithin(path, point) || point.length < best.point.length) continue;
    best = { point, flags: (fields[5] ?? '').split(',').filter((flag) => KEPT.has(flag)) };
  }
  return best.flags;
}

export function readMountinfo(): string {
  return readFileSync('/proc/self/mountinfo', 'utf8');
}
