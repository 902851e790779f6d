import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../system/package-root.ts';
import { UserError } from '../../errors/user-error.ts';
import { WORKSPACE } from '../../messages/index.ts';
import { patchFolder } from './patch.ts';

/** The talk's sources in the package, by their name in the workspace. */
const SOURCES = {
  app: 'src/app',
  deploy: 'deploy',
  // The folders that its Dockerfile copies are next to each other, as in src/.
  'operator/Dockerfile': 'src/operator/Dockerfile',
  'operator/.dockerignore': 'src/.dockerignore',
  'operator/kubernetes': 'src/kubernetes',
  'operator/messages': 'src/messages',
  'operator/operator': 'src/operator',
};

/** Patches of pycont's own talk, in the scenes' order; absolute paths. */
export async function talkFixes(): Promise<string[]> {
  const scenes = join(packageRoot(), 'scenes');
  const folders = (await readdir(scenes)).toSorted();
  return folders.map((folder) => join(scenes, folder, 'fix.patch')).filter((file) => existsSync(file));
}

/**
 * Creates the workspace again: the sources with every fix of the talk reversed, then `applied`, each as a commit. The
 * folder itself is kept: it may be the current folder of a second terminal.
 * @param options `fixes`: all of the talk, in its order; default: those of pycont's own talk. `registry`: HOST[:PORT]
 * from which pods pull the talk's images
 */
export async function resetWorkspace(
  workspace: string,
  applied: string[],
  { fixes, registry }: { fixes?: string[] | undefined; registry?: string | undefined } = {},
): Promise<void> {
  await mkdir(workspace, { recursive: true });
  for (const entry of await readdir(workspace))
    await rm(join(workspace, entry), { recursive: true, force: true });
  for (const [name, path] of Object.entries(SOURCES)) {
    await cp(join(packageRoot(), path), join(workspace, name), {
      recursive: true,
      filter: (source, target) =>
        basename(source) !== 'node_modules' && target !== join(workspace, 'operator/operator/Dockerfile'),
    });
  }
  for (const fix of (fixes ?? (await talkFixes())).toReversed()) await patchFolder(workspace, fix, 'reverse');
  if (registry) await nameImages(workspace, registry);
  await git(workspace, 'init', '--quiet', '--initial-branch=main');
  await commit(workspace, 'The app as it came from the Hipster');
  for (const fix of applied) await applyFix(workspace, fix, `Fix of scene ${basename(join(fix, '..'))}`);
}

/** Loads the YAML parser, which most talks do not need. */
async function nameImages(workspace: string, registry: string | undefined): Promise<boolean> {
  const images = await import('../images/image-names.ts');
  return images.nameImages(workspace, registry);
}

/** For a talk that continues with another registry. */
export async function changeRegistry(workspace: string, registry: string | undefined): Promise<void> {
  if (await nameImages(workspace, registry))
    await commit(workspace, registry ? `Images come from ${registry}` : 'Images have their plain names');
}

/** @returns the applied diff, as `git diff` shows it, with the files that it adds and removes */
export async function applyFix(workspace: string, patchFile: string, message: string): Promise<string> {
  if (!existsSync(workspace)) throw new UserError(WORKSPACE.gone({ folder: workspace }), WORKSPACE.recreate);
  await patchFolder(workspace, patchFile, 'forward');
  await git(workspace, 'add', '--all');
  const diff = await git(workspace, 'diff', '--cached', '--no-color', '--no-ext-diff', 'HEAD');
  await commit(workspace, message);
  return diff ?? (await readFile(patchFile, 'utf8'));
}

async function commit(workspace: string, message: string): Promise<void> {
  await git(workspace, 'add', '--all');
  const author = [
    '-c',
    'user.name=Hipster',
    '-c',
    'user.email=hipster@localhost',
    '-c',
    'commit.gpgsign=false',
  ];
  await git(workspace, ...author, 'commit', '--quiet', '--no-verify', '--allow-empty', '-m', message);
}

/** @returns standard output; undefined if git is not installed: then there are no commits */
async function git(workspace: string, ...args: string[]): Promise<string | undefined> {
  const { stdout, code, failed, stderr } = await execa('git', args, {
    cwd: workspace,
    reject: false,
    // The speaker's git settings (hooks, signing, templates) must not affect the talk.
    env: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_DIR: join(workspace, '.git') },
  });
  if (code === 'ENOENT') return undefined;
  if (failed)
    throw new UserError(
      WORKSPACE.gitFailed({ command: args[0] ?? '', why: stderr }),
      WORKSPACE.inspect({ folder: workspace }),
    );
  return stdout;
}
