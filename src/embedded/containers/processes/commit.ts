/** Turns a copied root into an image layer: replaces links to the host by copies. */
import { constants } from 'node:fs';
import { cp, lstat, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Box } from '../box.ts';
import { isWithin } from '../inside.ts';

export async function commitRoot(box: Box, targetFolder: string): Promise<{ complete: boolean }> {
  const root = join(box.folder, 'root');
  const { binds, layers } = box.spec.root;
  const linked = [...binds, ...box.spec.mounts, { source: box.spec.hostsFile, target: '/etc/hosts' }];
  for (const { target } of linked) await removeLink(join(root, target));
  await removeLinksInto(
    root,
    binds.map(({ source }) => source),
  );
  await settle(root, root, layers);
  await rename(root, targetFolder);
  return { complete: true };
}

async function removeLink(path: string): Promise<void> {
  if ((await lstat(path).catch(() => undefined))?.isSymbolicLink()) await rm(path);
}

/** A bind over a folder of the image was linked file by file. */
async function removeLinksInto(folder: string, sources: string[]): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await removeLinksInto(path, sources);
    else if (entry.isSymbolicLink()) {
      const target = await readlink(path);
      if (sources.some((source) => isWithin(target, source))) await rm(path);
    }
  }
}

async function settle(folder: string, root: string, layers: string[]): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await settle(path, root, layers);
    if (!entry.isSymbolicLink()) continue;
    const target = await readlink(path);
    if (isWithin(target, root)) {
      await rm(path);
      await symlink(target.slice(root.length) || '/', path);
    } else if (layers.some((layer) => isWithin(target, layer))) {
      await rm(path);
      await cp(target, path, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
    }
  }
}
