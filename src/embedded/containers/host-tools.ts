/** Where the host keeps the small programs the runtime stands on. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const found = new Map<string, string | undefined>();

/** Absolute path of a host program, sbin included: an unprivileged user's PATH often lacks it. */
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

/** Prefix that has the kernel kill the program when this process dies, where util-linux is at hand. */
export function dieWithParent(): string[] {
  const setpriv = process.platform === 'linux' ? hostTool('setpriv') : undefined;
  return setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL', '--'];
}
