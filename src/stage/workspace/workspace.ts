import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../system/package-root.ts';
import { UserError } from '../../errors/user-error.ts';
import { WORKSPACE } from '../../messages/index.ts';
import { patchFolder } from './patch.ts';

/** Where the talk's sources lie in the package, by their name in the workspace. */
const SOURCES = {
  app: 'src/app',
  deploy: 'deploy',
  // What its Dockerfile copies lies side by side in the context, as it does in src/.
  'operator/Dockerfile': 'src/operator/Dockerfile',
  'operator/.dockerignore': 'src/.dockerignore',
  'operator/kubernetes': 'src/kubernetes',
  'operator/messages': 'src/messages',
  'operator/operator': 'src/operator',
};

/** Patches of the package's own talk, in the scenes' order; absolute paths. */
export async function talkFixes(): Promise<string[]> {
  const scenes = join(packageRoot(), 'scenes');
  const folders = (await readdir(scenes)).toSorted();
  return folders.map((folder) => join(scenes, folder, 'fix.patch')).filter((file) => existsSync(file));
}

/**
 * Makes the workspace anew: the sources with every fix of the talk taken back, then `applied` put on again, each
 * a commit. The folder itself stays: a speaker's second terminal may stand in it.
 * @param options `fixes`: all of the talk, in its order; without them those of the package's own talk. `registry`:
 * HOST[:PORT] that pods pull the talk's images from
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

/** Loads the parser of manifests: most talks do without. */
async function nameImages(workspace: string, registry: string | undefined): Promise<boolean> {
  const images = await import('../images/image-names.ts');
  return images.nameImages(workspace, registry);
}

/** For a talk that goes on with another registry than it began with. */
export async function changeRegistry(workspace: string, registry: string | undefined): Promise<void> {
  if (await nameImages(workspace, registry))
    await commit(workspace, registry ? `Images come from ${registry}` : 'Images have their plain names');
}

/** @returns the diff that was applied, as `git diff` shows it */
export async function applyFix(workspace: string, patchFile: string, message: string): Promise<string> {
  if (!existsSync(workspace)) throw new UserError(WORKSPACE.gone({ folder: workspace }), WORKSPACE.recreate);
  await patchFolder(workspace, patchFile, 'forward');
  const diff = await git(workspace, 'diff', '--no-color', 'HEAD');
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

/** @returns standard output; undefined where git is not installed: the talk goes on without commits */
async function git(workspace: string, ...args: string[]): Promise<string | undefined> {
  const { stdout, code, failed, stderr } = await execa('git', args, {
    cwd: workspace,
    reject: false,
    // The speaker's own git settings (hooks, signing, templates) have no business on stage.
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
