/** Prepares what a talk would otherwise pull and build in front of its audience. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { UserError } from '../../errors/user-error.ts';
import { IMAGES } from '../../messages/index.ts';
import { baseImages, operatorImage } from './base-images.ts';
import { OWN_IMAGES } from './own-images.ts';
import type { Preparation, Stage } from '../types.ts';
import { applyFix, resetWorkspace, talkFixes } from '../workspace/workspace.ts';

/**
 * Pulls, builds and loads images into the cluster, one after the other; failures are reported, and the rest continues.
 * A second call has nothing to do.
 * @param fixes every patch of the talk, in its order; default: those of pycont's own talk
 */
export async function prepare(
  stage: Stage,
  report: (preparation: Preparation) => void,
  fixes?: string[],
): Promise<void> {
  const env = await stage.environment();
  const docker = (cwd: string, ...args: string[]) => execa('docker', args, { env, cwd, reject: false });
  const idOf = async (image: string) => {
    const { stdout, failed } = await docker('/', 'image', 'inspect', '--format', '{{.Id}}', image);
    return failed ? undefined : stdout;
  };

  const pull = async (image: string): Promise<boolean> => {
    if (await idOf(image)) {
      report({ level: 'there', fact: IMAGES.inEngine({ image }) });
      return true;
    }
    const { failed, stderr } = await docker('/', 'pull', image);
    report(
      failed
        ? {
            level: 'failed',
            fact: IMAGES.notPulled({ image, why: lastLine(stderr) }),
            remedy: IMAGES.checkNetwork,
          }
        : { level: 'done', fact: IMAGES.pulled({ image }) },
    );
    return !failed;
  };

  const build = async (image: string, workspace: string, folder: string): Promise<boolean> => {
    const before = await idOf(image);
    const { failed, stderr } = await docker(workspace, 'build', '--tag', image, folder);
    if (failed) {
      report({
        level: 'failed',
        fact: IMAGES.notBuilt({ image, why: lastLine(stderr) }),
        remedy: IMAGES.fixBuild,
      });
      return false;
    }
    report(
      before !== undefined && before === (await idOf(image))
        ? { level: 'there', fact: IMAGES.isBuilt({ image }) }
        : { level: 'done', fact: IMAGES.built({ image }) },
    );
    return true;
  };

  const load = async (image: string, own: boolean): Promise<void> => {
    if (!stage.loadImage) return;
    try {
      report(await stage.loadImage(image, own));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      report({ level: 'failed', fact: error.texts.message, remedy: error.texts.remedy });
    }
  };

  const { ofBuilds, ofPods } = await baseImages();
  const present = new Set<string>();
  for (const image of new Set([...ofBuilds, ...ofPods])) if (await pull(image)) present.add(image);
  for (const image of ofPods) if (present.has(image)) await load(image, false);
  if (!ofBuilds.every((image) => present.has(image))) return;
  await withEveryVersion(fixes ?? (await talkFixes()), async (workspace, folder, image) => {
    if (await build(image, workspace, folder)) await load(image, true);
  });
}

/** Runs `each` in the workspace of every version of the app, as in the scenes, so that layers are cached. */
async function withEveryVersion(
  fixes: string[],
  each: (workspace: string, folder: keyof typeof OWN_IMAGES, image: string) => Promise<void>,
): Promise<void> {
  const workspace = await mkdtemp(join(tmpdir(), 'pycont-prepare-'));
  try {
    await resetWorkspace(workspace, [], { fixes });
    for (let applied = 0; applied <= fixes.length; applied += 1) {
      const fix = fixes[applied - 1];
      if (fix) await applyFix(workspace, fix, 'The next version');
      const version = /'([^']+)'/.exec(await readFile(join(workspace, 'app', 'src', 'version.ts'), 'utf8'));
      await each(workspace, 'app', `${OWN_IMAGES.app}:${version?.[1] ?? 'latest'}`);
    }
    await each(workspace, 'operator', await operatorImage(workspace));
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
