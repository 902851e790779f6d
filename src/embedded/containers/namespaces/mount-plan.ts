/** The mounts for a container's root, from its spec. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../../errors/user-error.ts';
import { isWithin, resolveInside } from '../inside.ts';
import type { InsideView } from '../inside.ts';
import type { ContainerSpec, Mount } from '../types.ts';
import { inheritedFlags } from './mount-flags.ts';
import type { Operation } from './setup-script.ts';

const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];

/** Paths of one container's parts, all below its folder. */
export function rootFolders(folder: string) {
  const at = (name: string) => join(folder, name);
  return { root: at('root'), upper: at('upper'), work: at('work'), lower: at('lower'), status: at('status') };
}

/**
 * Creates the folders and mount points and returns the mount operations. Overlay options name the layers by short
 * links in `lower/`, so that they fit into one page for any number of layers and any characters in the home's path.
 */
export function planMounts(
  spec: ContainerSpec,
  folder: string,
  extra: Mount[],
  mountinfo: string,
): { operations: Operation[]; view: InsideView; made: string[] } {
  const { root, upper, work, lower } = rootFolders(folder);
  for (const path of [root, upper, work, lower]) mkdirSync(path, { recursive: true });
  const layers = spec.root.layers.toReversed();
  const links = layers.map((layer, index) => {
    if (!existsSync(join(lower, String(index)))) symlinkSync(layer, join(lower, String(index)));
    return `lower/${index}`;
  });
  // An overlay needs a lower folder, also for an image without layers.
  if (links.length === 0) mkdirSync(join(lower, '0'), { recursive: true });
  const view: InsideView = { folders: [upper, ...layers], overlays: [] };
  const made = prepareUpper(view, upper, spec);

  const operations: Operation[] = [
    [
      'mount',
      'overlay',
      `userxattr,lowerdir=${links.join(':') || 'lower/0'},upperdir=upper,workdir=work`,
      root,
    ],
  ];
  const binds = spec.root.binds.map((bind): Mount => ({ ...bind, readOnly: true }));
  // Outer targets first, so that an inner mount is inside the outer one.
  const mounts = [...binds, ...extra, ...spec.mounts].sort((a, b) => depth(a.target) - depth(b.target));
  for (const mount of mounts) {
    const target = placeMountPoint(view, upper, mount);
    made.push(target);
    operations.push(['bind', mount.source, join(root, target)]);
    if (mount.readOnly) {
      const flags = ['ro', ...inheritedFlags(mountinfo, realpathSync(mount.source))];
      operations.push(['remount', flags.join(','), join(root, target)]);
    }
    view.overlays.push({ target, source: mount.source });
  }
  operations.push(
    ['mount', 'proc', 'nosuid,nodev,noexec', join(root, 'proc')],
    ['mount', 'devpts', 'newinstance,ptmxmode=0666,mode=0620', join(root, 'dev/pts')],
    ['mount', 'tmpfs', 'mode=1777,nosuid,nodev', join(root, 'dev/shm')],
    ...DEVICES.map((name): Operation => ['bind', `/dev/${name}`, join(root, 'dev', name)]),
    ...(spec.readOnlyRoot ? ([['remount', 'ro', root]] as Operation[]) : []),
    ['hostname', spec.hostname],
  );
  return { operations, view, made };
}

const depth = (path: string) => path.split('/').filter(Boolean).length;

/** @returns paths that exist only because the container runs */
function prepareUpper(view: InsideView, upper: string, spec: ContainerSpec): string[] {
  for (const path of ['proc', 'dev/pts', 'dev/shm', 'etc', 'tmp', 'root']) {
    mkdirSync(join(upper, path), { recursive: true });
  }
  chmodSync(join(upper, 'tmp'), 0o1777);
  for (const name of DEVICES) writeFileSync(join(upper, 'dev', name), '');
  const links = { ptmx: 'pts/ptmx', fd: '/proc/self/fd', stdin: 'fd/0', stdout: 'fd/1', stderr: 'fd/2' };
  for (const [name, target] of Object.entries(links)) {
    linkOnce(target, join(upper, 'dev', name));
  }
  const workdir = resolveInside(view, spec.workdir);
  if (workdir.stats === undefined) mkdirSync(join(upper, workdir.inside), { recursive: true });
  const devices = [...DEVICES, ...Object.keys(links), 'pts', 'shm'].map((name) => `/dev/${name}`);
  return [...devices, '/proc', '/etc/hostname', '/root', '/tmp'];
}

function linkOnce(target: string, path: string): void {
  try {
    symlinkSync(target, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** @returns the mount point's path inside, without symlinks */
function placeMountPoint(view: InsideView, upper: string, mount: Mount): string {
  const source = statSync(mount.source, { throwIfNoEntry: false });
  if (source === undefined) {
    throw new UserError(`Cannot mount ${mount.source}: there is no such file or folder.`, 'Create it first.');
  }
  const place = resolveInside(view, mount.target);
  if (place.stats !== undefined) return place.inside;
  const over = view.overlays
    .filter(({ target }) => isWithin(place.inside, target))
    .sort((a, b) => b.target.length - a.target.length)[0];
  const host =
    over === undefined
      ? join(upper, place.inside)
      : join(over.source, place.inside.slice(over.target.length));
  try {
    mkdirSync(source.isDirectory() ? host : dirname(host), { recursive: true });
    if (!source.isDirectory()) writeFileSync(host, '', { flag: 'a' });
  } catch (cause) {
    throw new UserError(
      `Cannot mount at ${mount.target}: ${over?.target ?? '/'} below it cannot be written.`,
      'Mount it somewhere else.',
      { cause },
    );
  }
  return place.inside;
}
