/** Writes packages like npm: the folders, the .bin links, the hidden lock file. */
import { chmodSync, existsSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { copyTree, makeFolders } from '../tree.ts';
import type { Source } from './installed.ts';
import type { LockFile } from './lock-file.ts';

/** @param project absolute folder that gets the node_modules */
export async function writePackages(project: string, sources: Source[], lock: LockFile): Promise<void> {
  for (const source of sources)
    await copyTree(realpathSync(source.folder), join(project, source.path), nested);
  for (const source of sources) linkPrograms(project, source);
  if (sources.length === 0) return;
  const { name, version, lockfileVersion, requires } = lock;
  const packages = Object.fromEntries(sources.map((source) => [source.path, source.locked]));
  const hidden = { name, version, lockfileVersion, requires, packages };
  writeFileSync(join(project, 'node_modules', '.package-lock.json'), `${JSON.stringify(hidden, null, 2)}\n`);
}

/** Without nested packages, which have their own entries. */
const nested = (path: string) => path === 'node_modules';

function linkPrograms(project: string, source: Source): void {
  for (const [name, target] of Object.entries(source.locked.bin ?? {})) {
    const program = join(project, source.path, target);
    if (!existsSync(program)) continue;
    chmodSync(program, 0o755);
    const modules = source.path.slice(0, -source.name.length - 1);
    const link = join(project, modules, '.bin', basename(name));
    makeFolders(dirname(link));
    if (!existsSync(link))
      symlinkSync(posix.relative(`${modules}/.bin`, posix.join(source.path, target)), link);
  }
}
