/** Maps a path inside a container to the host, resolving symlinks within the container's root. */
import { lstatSync, readlinkSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join, posix } from 'node:path';

export interface InsideView {
  /** Host folders whose union is the root, topmost (writable) first. */
  folders: string[];
  /** Mounts over the root: absolute path inside → absolute host path. */
  overlays: { target: string; source: string }[];
}

export interface Place {
  /** The path inside, with all symlinks resolved. */
  inside: string;
  /** The path on the host; undefined if it does not exist. */
  host: string | undefined;
  stats: Stats | undefined;
}

const MAX_SYMLINKS = 40;

/** @param path absolute path inside; components after a missing one are taken literally */
export function resolveInside(view: InsideView, path: string): Place {
  let pending = posix.normalize(path).split('/').filter(Boolean);
  let inside = '/';
  let found = lookUp(view, inside);
  for (let links = 0; pending.length > 0;) {
    const [name, ...rest] = pending as [string, ...string[]];
    const next = posix.join(inside, name);
    const place = found.stats === undefined ? { host: undefined, stats: undefined } : lookUp(view, next);
    if (place.stats?.isSymbolicLink() && place.host !== undefined && links < MAX_SYMLINKS) {
      links += 1;
      const target = posix.resolve(inside, readlinkSync(place.host));
      pending = [...target.split('/').filter(Boolean), ...rest];
      inside = '/';
      found = lookUp(view, inside);
    } else {
      inside = next;
      found = place;
      pending = rest;
    }
  }
  return { inside, ...found };
}

function lookUp(view: InsideView, inside: string): { host: string | undefined; stats: Stats | undefined } {
  const over = view.overlays
    .filter(({ target }) => isWithin(inside, target))
    .sort((a, b) => b.target.length - a.target.length)[0];
  const candidates =
    over === undefined
      ? view.folders.map((folder) => join(folder, inside))
      : [join(over.source, inside.slice(over.target.length))];
  for (const host of candidates) {
    const stats = lstatIfAny(host);
    // A character device 0/0 is an overlayfs whiteout: deleted in this layer.
    if (stats?.isCharacterDevice() && stats.rdev === 0) break;
    if (stats !== undefined) return { host, stats };
  }
  // A folder that exists only because something is mounted below it.
  if (view.overlays.some(({ target }) => isWithin(target, inside)))
    return { host: undefined, stats: lstatSync('/') };
  return { host: undefined, stats: undefined };
}

function lstatIfAny(host: string): Stats | undefined {
  try {
    return lstatSync(host, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}
