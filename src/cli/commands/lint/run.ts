import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { allFixes, lintTalk, stepsOf } from '../../../show/index.ts';
import type { LoadedScene } from '../../../show/index.ts';
import { openStage } from '../../../stage/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { TALK, translator } from '../../../messages/index.ts';
import { themeFor } from '../../terminal/output/output.ts';
import type { Settings } from '../../settings.ts';

export async function lint(directory: string | undefined, settings: Settings): Promise<void> {
  const { mistakes, scenes } = await lintTalk(directory === undefined ? settings.scenes : resolve(directory));
  // Patches can only be tried if there is no other mistake.
  const unfit = mistakes.length === 0 ? await tryPatches(scenes) : undefined;
  const all = unfit ? [unfit] : mistakes;
  const theme = themeFor(process.stdout);
  const translate = translator(settings.language);
  for (const { message, remedy } of all.map(({ texts }) => texts))
    process.stdout.write(`${translate(message)}\n  ${theme.dim(`→ ${translate(remedy)}`)}\n`);
  if (all.length > 0) {
    process.stdout.write(`\n${theme.bad(translate(TALK.mistakes({ count: all.length })))}\n`);
    process.exitCode = 2;
    return;
  }
  const steps = scenes.reduce((sum, scene) => sum + stepsOf(scene).length, 0);
  process.stdout.write(`${theme.good('✓')} ${translate(TALK.noMistake({ scenes: scenes.length, steps }))}\n`);
}

/** Reverses and applies all patches, in a temporary folder. */
async function tryPatches(scenes: LoadedScene[]): Promise<UserError | undefined> {
  const fixes = allFixes(scenes);
  if (fixes.length === 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'pycont-lint-'));
  try {
    const stage = await openStage('embedded', { home: folder, workspace: join(folder, 'workspace'), fixes });
    await stage.resetWorkspace(fixes);
    return undefined;
  } catch (error) {
    if (error instanceof UserError)
      return new UserError(error.texts.message, TALK.makePatches, { cause: error });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
