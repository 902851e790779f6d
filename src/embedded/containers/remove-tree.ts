/** Removes a folder with any modes inside: containers and overlayfs leave folders without permissions. */
import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    await makeEnterable(path);
    await rm(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function makeEnterable(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats?.isDirectory()) return;
  await chmod(path, 0o700);
  for (const name of await readdir(path)) await makeEnterable(join(path, name));
}
