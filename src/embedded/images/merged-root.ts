/** An image's root, read from the host: merges layers like overlayfs, without mounts. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join, posix } from 'node:path';

export interface Found {
  /** Path on the host. */
  host: string;
  stat: Stats;
}

const isWhiteout = (stat: Stats) => stat.isCharacterDevice() && stat.rdev === 0;

function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A parent of the path is a file.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** A path in one layer: found, hidden (a whiteout or a file as parent hides lower layers), or undefined. */
function inLayer(layer: string, path: string): Found | 'hidden' | undefined {
  let host = layer;
  const parts = path.split('/').filter(Boolean);
  for (const [index, part] of parts.entries()) {
    host = join(host, part);
    const stat = lstat(host);
    if (stat === undefined) return undefined;
    if (isWhiteout(stat)) return 'hidden';
    if (index === parts.length - 1) return { host, stat };
    if (!stat.isDirectory()) return 'hidden';
  }
  return { host, stat: lstatSync(layer) };
}

/** The entry at an absolute path inside, without following symbolic links. `layers` are lowest first. */
export function lookup(layers: string[], path: string): Found | undefined {
  for (const layer of layers.toReversed()) {
    const found = inLayer(layer, path);
    if (found === 'hidden') return undefined;
    if (found) return found;
  }
  return undefined;
}

/** Resolves all symbolic links in an absolute path inside; missing components are kept. */
export function resolvePath(layers: string[], path: string): string {
  let pending = path.split('/').filter(Boolean);
  let resolved = '/';
  for (let links = 0; pending.length > 0;) {
    const [part, ...rest] = pending as [string, ...string[]];
    pending = rest;
    if (part === '.') continue;
    if (part === '..') {
      resolved = posix.dirname(resolved);
      continue;
    }
    const next = posix.join(resolved, part);
    const found = lookup(layers, next);
    if (!found?.stat.isSymbolicLink()) {
      resolved = next;
      continue;
    }
    links += 1;
    if (links > 40) throw new Error(`too many levels of symbolic links: ${path}`);
    const target = readlinkSync(found.host);
    if (target.startsWith('/')) resolved = '/';
    pending = [...target.split('/').filter(Boolean), ...pending];
  }
  return resolved;
}

/** Names in a folder inside, sorted. */
export function listFolder(layers: string[], path: string): string[] {
  const names = new Set<string>();
  const gone = new Set<string>();
  for (const layer of layers.toReversed()) {
    const found = inLayer(layer, path);
    if (found === 'hidden') break;
    if (!found) continue;
    if (!found.stat.isDirectory()) break;
    for (const name of readdirSync(found.host)) {
      if (names.has(name) || gone.has(name)) continue;
      if (isWhiteout(lstatSync(join(found.host, name)))) gone.add(name);
      else names.add(name);
    }
  }
  return [...names].sort();
}

/** The text of a file inside, following symbolic links; undefined if it does not exist. */
export function readText(layers: string[], path: string): string | undefined {
  const found = lookup(layers, resolvePath(layers, path));
  return found?.stat.isFile() ? readFileSync(found.host, 'utf8') : undefined;
}
