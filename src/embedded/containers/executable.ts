/** Finds a container's program as execvp(3) would inside it, so that an error is reported before anything runs. */
import { posix } from 'node:path';
import { StartError } from './errors.ts';
import { resolveInside } from './inside.ts';
import type { InsideView } from './inside.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * @returns the program's path inside the container
 * @throws StartError 127 not found, 126 found and not executable
 */
export function findExecutable(
  view: InsideView,
  name: string,
  env: Record<string, string>,
  workdir: string,
): string {
  const candidates = name.includes('/')
    ? [posix.resolve(workdir, name)]
    : (env['PATH'] ?? DEFAULT_PATH)
        .split(':')
        .filter(Boolean)
        .map((folder) => posix.resolve(workdir, folder, name));
  let denied = false;
  for (const path of candidates) {
    const { stats } = resolveInside(view, path);
    if (stats === undefined) continue;
    if (stats.isFile() && (stats.mode & 0o111) !== 0) return path;
    denied = true;
  }
  if (denied) throw new StartError(126, `exec: "${name}": permission denied`);
  throw new StartError(
    127,
    name.includes('/')
      ? `exec: "${name}": stat ${name}: no such file or directory`
      : `exec: "${name}": executable file not found in $PATH`,
  );
}
