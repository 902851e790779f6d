/** Turns a container's writable layer into an image layer, without the mount points that the runtime created. */
import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Box } from '../box.ts';
import { rootFolders } from './mount-plan.ts';

/** @param made paths inside that the runtime created: mount points and device files */
export async function commitUpper(
  box: Box,
  made: string[],
  targetFolder: string,
): Promise<{ complete: boolean }> {
  const { upper } = rootFolders(box.folder);
  for (const path of made) await removeIfEmpty(upper, join(upper, path));
  await mkdir(dirname(targetFolder), { recursive: true });
  await rename(upper, targetFolder);
  return { complete: false };
}

/** Removes a mount point and its parents, as far as they are empty. */
async function removeIfEmpty(upper: string, path: string): Promise<void> {
  if (path === upper || !path.startsWith(`${upper}/`)) return;
  const stats = await lstat(path).catch(() => undefined);
  if (stats === undefined) return;
  if (stats.isDirectory()) {
    if ((await readdir(path)).length > 0) return;
    await rmdir(path);
  } else if (stats.isSymbolicLink() || stats.size === 0) {
    await rm(path);
  }
  await removeIfEmpty(upper, dirname(path));
}
