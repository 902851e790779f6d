/** Rewrites paths inside a container to host paths, for containers without their own root. */
import { lstatSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isWithin } from '../inside.ts';

export interface RewriteRules {
  /** Host folder that is the root. */
  root: string;
  /** Host paths that are not rewritten: host programs, parts of this container. */
  same: string[];
}

/** Folders that are always the container's own, even for files that do not exist yet. */
const OWN_FOLDERS = ['/tmp', '/etc'];

/** A path at the start, or after a separator in arguments, PATH-like lists and shell commands. */
const PATHS = /(^|[\s=:,;'"`(<>|&@])(\/[^\s=:,;'"`()<>|&]*)/g;

export function rewritePaths(text: string, rules: RewriteRules): string {
  return text.replaceAll(PATHS, (_, before: string, path: string) => before + hostPath(path, rules));
}

const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh']);

export const isShell = (program: string): boolean => SHELLS.has(posix.basename(program));

/** Rewrites an argument vector; the text of `sh -c` is split into words like in a shell. */
export function rewriteCommand(argv: string[], rules: RewriteRules): string[] {
  const text = isShell(argv[0]!) && /^-[a-z]*c$/.test(argv[1] ?? '') ? 2 : -1;
  return argv.map((argument, index) =>
    index === text ? rewriteShellText(argument, rules) : rewritePaths(argument, rules),
  );
}

/** A path that exists neither inside nor on the host may be created by the command, so it is rewritten. */
function rewriteShellText(text: string, rules: RewriteRules): string {
  return text.replaceAll(PATHS, (_, before: string, path: string) => {
    const isNew = !path.startsWith('//') && !exists(path);
    return before + (isNew ? join(rules.root, path) : hostPath(path, rules));
  });
}

/** @param path absolute, as inside the container */
export function hostPath(path: string, rules: RewriteRules): string {
  const plain = posix.normalize(path);
  if (path.startsWith('//') || plain === '/') return path;
  if ([rules.root, ...rules.same].some((folder) => isWithin(plain, folder))) return path;
  const own = OWN_FOLDERS.some((folder) => isWithin(plain.replace(/\/$/, ''), folder));
  const host = join(rules.root, plain);
  const parent = posix.dirname(plain);
  const newInside = parent !== '/' && !exists(path) && exists(join(rules.root, parent));
  return own || newInside || exists(host) ? host : path;
}

function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** The image's programs first, then the same folders of the host, then the host's PATH. */
export function rewriteSearchPath(path: string, hostSearchPath: string, rules: RewriteRules): string {
  const folders = path.split(':').filter(Boolean);
  const all = [...folders.map((folder) => hostPath(folder, rules)), ...folders, ...hostSearchPath.split(':')];
  return [...new Set(all.filter(Boolean))].join(':');
}
