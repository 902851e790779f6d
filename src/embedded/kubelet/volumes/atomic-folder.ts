/**
 * A folder whose content changes all at once, laid out as kubelet's volumes are: `name → ..data/name`,
 * `..data → ..<generation>`. Readers see the old files or the new ones, never a mixture.
 */
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export interface FolderFile {
  content: Buffer;
  /** Permission bits. */
  mode: number;
}

/** @param files by relative path; @returns whether anything was written */
export function writeAtomically(folder: string, files: Map<string, FolderFile>): boolean {
  mkdirSync(folder, { recursive: true });
  const current = readLink(join(folder, '..data'));
  if (current !== undefined && isSame(join(folder, current), files)) return false;
  const next = mkdtempSync(`${folder}/..`);
  chmodSync(next, 0o755);
  for (const [path, { content, mode }] of files) {
    mkdirSync(dirname(join(next, path)), { recursive: true });
    writeFileSync(join(next, path), content);
    chmodSync(join(next, path), mode);
  }
  symlinkSync(relative(folder, next), join(folder, '..data_tmp'));
  renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
  linkNames(folder, new Set([...files.keys()].map((path) => path.split('/')[0]!)));
  if (current !== undefined) rmSync(join(folder, current), { recursive: true, force: true });
  return true;
}

function linkNames(folder: string, names: Set<string>): void {
  const present = readdirSync(folder).filter((name) => !name.startsWith('..'));
  for (const name of names)
    if (!present.includes(name)) symlinkSync(join('..data', name), join(folder, name));
  for (const name of present)
    if (!names.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

function isSame(folder: string, files: Map<string, FolderFile>): boolean {
  const present = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  if (present.length !== files.size) return false;
  return [...files].every(([path, { content, mode }]) => {
    try {
      const file = join(folder, path);
      return (statSync(file).mode & 0o777) === (mode & 0o777) && readFileSync(file).equals(content);
    } catch {
      return false;
    }
  });
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
