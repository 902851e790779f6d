/** Finds the host programs that the runtime uses. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const found = new Map<string, string | undefined>();

/** Absolute path of a host program. Includes sbin, which an unprivileged user's PATH often lacks. */
export function hostTool(name: string): string | undefined {
  if (!found.has(name)) {
    const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/bin', '/usr/sbin', '/sbin'];
    found.set(
      name,
      folders
        .filter((folder) => folder.startsWith('/'))
        .map((folder) => join(folder, name))
        .find(isExecutable),
    );
  }
  return found.get(name);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Prefix that makes the kernel kill the program when this process dies; empty without util-linux. */
export function dieWithParent(): string[] {
  const setpriv = process.platform === 'linux' ? hostTool('setpriv') : undefined;
  return setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL', '--'];
}
