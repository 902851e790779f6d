/** Copies and digests whole folders without blocking the event loop, on which the daemon serves its APIs. */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

/** Synchronous calls in a row: on many small files they are three times as fast as asynchronous ones. */
const batch = 64;

export interface TreeEntry {
  /** Relative, with `/`; empty for the root of the walk. */
  path: string;
  host: string;
  stat: Stats;
}

/** All entries below a path in a fixed order, folders before their content. */
async function* walk(
  start: string,
  skip?: (relative: string, stat: Stats) => boolean,
): AsyncGenerator<TreeEntry> {
  let count = 0;
  for (const entry of entries(start, skip)) {
    count += 1;
    if (count % batch === 0) await turn();
    yield entry;
  }
}

function* entries(start: string, skip?: (relative: string, stat: Stats) => boolean): Generator<TreeEntry> {
  const pending: TreeEntry[] = [{ path: '', host: start, stat: lstatSync(start) }];
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    yield entry;
    if (!entry.stat.isDirectory()) continue;
    for (const name of readdirSync(entry.host).sort().reverse()) {
      const path = entry.path === '' ? name : `${entry.path}/${name}`;
      const host = join(entry.host, name);
      const stat = lstatSync(host);
      if (!skip?.(path, stat)) pending.push({ path, host, stat });
    }
  }
}

/** `mkdir -p` with permissions that do not depend on the process' umask. */
export function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path);
  chmodSync(path, 0o755);
}

/** Copies one entry with its permissions, but not times and owner (containers have one user only). */
export function copyEntry(host: string, stat: Stats, target: string, mode?: number): void {
  if (stat.isDirectory()) {
    makeFolders(target);
    chmodSync(target, mode ?? stat.mode & 0o7777);
  } else if (stat.isSymbolicLink()) {
    makeFolders(dirname(target));
    rmSync(target, { force: true });
    symlinkSync(readlinkSync(host), target);
  } else if (stat.isFile()) {
    makeFolders(dirname(target));
    rmSync(target, { force: true });
    copyFileSync(host, target, constants.COPYFILE_FICLONE);
    if (mode !== undefined) chmodSync(target, mode);
  }
}

/** Copies a whole folder to a path that does not exist yet, which saves half the calls. */
export async function copyTree(
  from: string,
  to: string,
  skip?: (relative: string, stat: Stats) => boolean,
): Promise<void> {
  makeFolders(dirname(to));
  for await (const { path, host, stat } of walk(from, skip)) {
    const target = path === '' ? to : join(to, path);
    if (stat.isDirectory()) {
      mkdirSync(target);
      chmodSync(target, stat.mode & 0o7777);
    } else if (stat.isSymbolicLink()) symlinkSync(readlinkSync(host), target);
    else if (stat.isFile()) copyFileSync(host, target, constants.COPYFILE_FICLONE);
  }
}

/** Adds an entry's kind, permissions and content to a hash. */
export function hashEntry(hash: Hash, name: string, entry: Pick<TreeEntry, 'host' | 'stat'>): void {
  const { host, stat } = entry;
  const mode = (stat.mode & 0o7777).toString(8);
  if (stat.isFile()) {
    hash.update(`f\0${name}\0${mode}\0${stat.size}\0`);
    hash.update(readFileSync(host));
  } else if (stat.isDirectory()) hash.update(`d\0${name}\0${mode}\0`);
  else if (stat.isSymbolicLink()) hash.update(`l\0${name}\0${readlinkSync(host)}\0`);
  else hash.update(`o\0${name}\0${stat.mode}\0${stat.rdev}\0`);
}

/** The same, synchronously, for a few files. */
export function digestTreeSync(folder: string): { digest: string; size: number } {
  const hash = createHash('sha256');
  let size = 0;
  for (const entry of entries(folder)) {
    hashEntry(hash, entry.path, entry);
    if (entry.stat.isFile()) size += entry.stat.size;
  }
  return { digest: `sha256:${hash.digest('hex')}`, size };
}

/** sha256 of a folder's content (names, kinds, permissions, bytes; not times or owners), and its size in bytes. */
export async function digestTree(folder: string): Promise<{ digest: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const entry of walk(folder)) {
    hashEntry(hash, entry.path, entry);
    if (entry.stat.isFile()) size += entry.stat.size;
  }
  return { digest: `sha256:${hash.digest('hex')}`, size };
}
