/** Sources of COPY: the build context without ignored files, or another image's root. */
import { lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { nameMatcher, parseIgnore } from '../dockerfile/ignore.ts';
import type { Ignore } from '../dockerfile/ignore.ts';
import { listFolder, lookup, resolvePath } from '../merged-root.ts';
import type { Found } from '../merged-root.ts';

/** Paths are relative, without a leading slash; the empty one is the root. */
export interface SourceTree {
  /** The entry itself, without following links; undefined if it is missing or ignored. */
  find(path: string): Found | undefined;
  /** The entry at the end of all links. */
  follow(path: string): Found | undefined;
  list(path: string): string[];
  /** False for an ignored folder that is walked only because something in it is not ignored. */
  visible(path: string): boolean;
}

export function contextTree(folder: string, ignore: Ignore): SourceTree {
  const at = (path: string) => join(folder, path);
  const visible = (path: string) => path === '' || !ignore(path);
  const find = (path: string): Found | undefined => {
    const stat = lstatSync(at(path), { throwIfNoEntry: false });
    if (!stat || !(visible(path) || (ignore.hasExceptions && stat.isDirectory()))) return undefined;
    return { host: at(path), stat };
  };
  return {
    find,
    visible,
    follow(path) {
      const found = find(path);
      if (!found?.stat.isSymbolicLink()) return found;
      const host = realpathSync(found.host);
      // A link out of the context would make the build depend on the machine.
      const root = realpathSync(folder);
      return host === root || host.startsWith(`${root}/`) ? { host, stat: lstatSync(host) } : undefined;
    },
    list: (path) =>
      readdirSync(at(path))
        .sort()
        .filter((name) => find(posix.join(path, name)) !== undefined),
  };
}

export function rootTree(layers: string[]): SourceTree {
  return {
    find: (path) => lookup(layers, `/${path}`),
    follow: (path) => lookup(layers, resolvePath(layers, `/${path}`)),
    list: (path) => listFolder(layers, resolvePath(layers, `/${path}`)),
    visible: () => true,
  };
}

/** `<Dockerfile>.dockerignore` beside the Dockerfile, else `.dockerignore` of the context. */
export function readIgnore(contextFolder: string, dockerfilePath: string | undefined): Ignore {
  for (const path of [
    dockerfilePath && `${dockerfilePath}.dockerignore`,
    join(contextFolder, '.dockerignore'),
  ]) {
    if (!path) continue;
    try {
      return parseIgnore(readFileSync(path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return parseIgnore('');
}

const isPattern = (text: string) => /[*?[]/.test(text);

/** The relative paths that match a source argument. */
export function matchSources(tree: SourceTree, source: string): string[] {
  const clean = posix.normalize(`/${source}`).slice(1).replace(/\/$/, '');
  if (!isPattern(clean)) return tree.follow(clean) ? [clean] : [];
  let paths = [''];
  for (const part of clean.split('/')) {
    const matches = nameMatcher(part);
    paths = paths.flatMap((path) => {
      const found = tree.follow(path);
      if (!found?.stat.isDirectory()) return [];
      return tree
        .list(path)
        .filter(matches)
        .map((name) => posix.join(path, name));
    });
  }
  return paths.filter((path) => tree.visible(path));
}
