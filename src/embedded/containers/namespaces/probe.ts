/** Checks whether this user may create containers with namespaces on this machine. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EMBEDDED } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { removeTree } from '../remove-tree.ts';
import { becomeUser, inNewNamespaces, missingTools, namespaceTools } from './entry.ts';
import { setupScript } from './setup-script.ts';
import type { Operation } from './setup-script.ts';

const run = promisify(execFile);

export type ProbeResult = { ok: true } | { ok: false; why: Text };

/**
 * Does the same as a container's start: user, mount, PID, UTS and IPC namespaces, an overlay, a new /proc, a bind
 * mount and a nested user namespace.
 * @param base an existing folder on the file system of the containers, as some do not support overlays
 */
export async function probeNamespaces(base: string = tmpdir()): Promise<ProbeResult> {
  if (process.platform !== 'linux') return { ok: false, why: EMBEDDED.linuxOnly };
  const missing = missingTools();
  if (missing.length > 0) return { ok: false, why: EMBEDDED.notInstalled({ programs: missing.join(', ') }) };
  const tools = namespaceTools();
  const folder = await mkdtemp(join(base, 'probe-'));
  try {
    for (const name of ['lower', 'upper', 'work', 'root', 'upper/proc', 'upper/bound'])
      await mkdir(join(folder, name));
    const operations: Operation[] = [
      ['mount', 'overlay', 'userxattr,lowerdir=lower,upperdir=upper,workdir=work', join(folder, 'root')],
      ['bind', folder, join(folder, 'root/bound')],
      ['mount', 'proc', 'nosuid,nodev,noexec', join(folder, 'root/proc')],
      ['remount', 'ro', join(folder, 'root')],
    ];
    const vector = inNewNamespaces(tools, [
      tools.sh,
      '-c',
      setupScript,
      'setup',
      'status',
      tools.mount,
      '',
      ...operations.flat(),
      '--',
      ...becomeUser(tools, { user: 1000, group: 1000 }, '/', '/'),
      tools.sh,
      '-c',
      'exit 0',
    ]);
    await run(vector[0]!, vector.slice(1), { cwd: folder, env: {}, timeout: 10_000 });
    return { ok: true };
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const status = await readFile(join(folder, 'status'), 'utf8').catch(() => '');
    return { ok: false, why: (status.replace(/^ready.*/, '') || stderr || message).trim().split('\n')[0]! };
  } finally {
    await removeTree(folder).catch(() => rm(folder, { recursive: true, force: true }));
  }
}
