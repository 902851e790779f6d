/** A container's root without mounts: a merged copy of the layers, with symlinks in place of mounts. */
import {
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { UserError } from '../../../errors/user-error.ts';
import { isWithin } from '../inside.ts';
import type { ContainerSpec } from '../types.ts';

/** @param root absolute host folder; is created */
export function copyRoot(spec: ContainerSpec, root: string): void {
  mkdirSync(root, { recursive: true });
  const busy = [...spec.root.binds, ...spec.mounts].map(({ target }) => join(root, target));
  mergeFolders(spec.root.layers.toReversed(), root, { root, busy });
  for (const path of ['tmp', 'etc', 'root']) mkdirSync(join(root, path), { recursive: true });
  for (const { source, target } of spec.root.binds) linkBind(source, join(root, target));
  writeFileSync(join(root, 'etc/hostname'), `${spec.hostname}\n`);
  const mounts = [{ source: spec.hostsFile, target: '/etc/hosts' }, ...spec.mounts];
  for (const { source, target } of mounts.sort((a, b) => a.target.length - b.target.length)) {
    linkMount(source, target, join(root, target));
  }
  mkdirSync(join(root, spec.workdir), { recursive: true });
}

interface Copy {
  root: string;
  /** Host paths in the copy that contain links later, so they cannot be links themselves. */
  busy: string[];
}

/** @param folders the same folder in each layer that contains it, topmost first */
function mergeFolders(folders: string[], into: string, copy: Copy): void {
  const names = new Set(folders.flatMap((folder) => readdirSync(folder)));
  for (const name of names) {
    const target = join(into, name);
    const paths = folders.map((folder) => join(folder, name)).filter((path) => existsAsItIs(path));
    const top = lstatSync(paths[0]!);
    if (top.isDirectory()) {
      const parts = paths.filter((path) => lstatSync(path).isDirectory());
      // Linked, not copied: packages are tens of megabytes that programs only read, and Node resolves links.
      const isPackage = basename(into) === 'node_modules' && parts.length === 1;
      if (isPackage && !copy.busy.some((path) => isWithin(path, target))) {
        symlinkSync(parts[0]!, target);
        continue;
      }
      mkdirSync(target, { recursive: true, mode: top.mode & 0o7777 });
      mergeFolders(parts, target, copy);
    } else if (top.isSymbolicLink()) {
      const link = readlinkSync(paths[0]!);
      symlinkSync(isAbsolute(link) ? join(copy.root, link) : link, target);
    } else if (top.isFile()) {
      copyFileSync(paths[0]!, target, constants.COPYFILE_FICLONE);
    }
  }
}

function linkBind(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  if (!existsAsItIs(target)) {
    symlinkSync(source, target);
    return;
  }
  // The image has a folder there: only its missing entries are linked.
  if (!statSync(target).isDirectory() || !statSync(source).isDirectory()) return;
  for (const name of readdirSync(source)) {
    if (!existsAsItIs(join(target, name))) symlinkSync(join(source, name), join(target, name));
  }
}

function linkMount(source: string, target: string, host: string): void {
  if (!existsSync(source)) {
    throw new UserError(`Cannot mount ${source}: there is no such file or folder.`, 'Create it first.');
  }
  try {
    mkdirSync(dirname(host), { recursive: true });
    rmSync(host, { recursive: true, force: true });
    symlinkSync(source, host);
  } catch (cause) {
    throw new UserError(`Cannot mount at ${target}: its parent cannot be written.`, 'Mount it elsewhere.', {
      cause,
    });
  }
}

function existsAsItIs(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
