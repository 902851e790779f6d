/** The path of the engine's socket: at most 107 bytes (103 on macOS), in a folder that only the user can open. */
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../../../errors/user-error.ts';
import { EMBEDDED } from '../../../messages/index.ts';

const longest = 103;

/** @param wanted the home's path; if it is too long, a short path in the runtime folder is used */
export function engineSocketPath(wanted: string, environment: NodeJS.ProcessEnv = process.env): string {
  if (Buffer.byteLength(wanted) <= longest) return wanted;
  const name = `pycont-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`;
  const base = environment.XDG_RUNTIME_DIR || tmpdir();
  const path = join(base, name, 'engine.sock');
  return Buffer.byteLength(path) <= longest ? path : join('/tmp', name, 'engine.sock');
}

/** Creates the socket's folder, 0700. In a shared folder like /tmp another user could have created it before. */
export function prepareSocketFolder(socket: string): void {
  const folder = dirname(socket);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== (process.getuid?.() ?? stat.uid))
    throw new UserError(EMBEDDED.socketElsewhere({ folder }), EMBEDDED.setRuntimeFolder);
  chmodSync(folder, 0o700);
}
