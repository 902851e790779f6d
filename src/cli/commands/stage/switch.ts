import { Talk, loadScenes, openWorld, restoreWorld, switchStage } from '../../../show/index.ts';
import type { LoadedScene, World } from '../../../show/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { tellIn } from '../../language/sentences.ts';
import { progress } from '../../terminal/output/progress.ts';
import { STAGES, languageFor } from '../../settings.ts';
import type { Settings } from '../../settings.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';
import { openTalkStage } from '../../talk/talk-stage.ts';

/**
 * The stage the talk leaves may be dead: nothing is asked of it. The new one is up before the journal says that the
 * talk is there; killed after that, `scene next` goes on with bringing the world about.
 */
export async function switchTo(name: string, settings: Settings): Promise<void> {
  const stages = STAGES.filter((stage) => stage !== 'auto');
  if (!stages.includes(name)) {
    throw new UserError(`There is no stage '${name}'`, `Choose one of ${stages.join(', ')}`, { exitCode: 2 });
  }
  const interrupt = watchInterrupts();
  const folder = talkFolderOf(settings);
  const report = progress(settings);
  const talk = await Talk.open(await loadScenes(settings.scenes, settings.language), folder);
  try {
    refuse(talk, settings);
    const stage = await openTalkStage(settings, folder, talk.scenes, name);
    const world = await openWorld(stage, folder, interrupt.signal, report, {
      env: languageFor(settings.language),
    });
    const scene = await bring(talk, world, name, report);
    const told = `The talk goes on on the ${name} stage, at the start of scene ${scene.number}, ${scene.id}. pycont scene next plays it.`;
    process.stdout.write(`${tellIn(settings.language)(told)}\n`);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    await talk.close();
    interrupt.dispose();
  }
  process.exitCode = interrupt.code() ?? process.exitCode;
}

function refuse({ state }: Talk, { scenes }: Settings): void {
  if (!state.talk) {
    throw new UserError('No talk is in progress', 'Begin it there: pycont --stage NAME scene next');
  }
  if (state.talk.scenes !== scenes) {
    throw new UserError(
      `The talk in progress is that of ${state.talk.scenes}`,
      `Add --scenes ${state.talk.scenes}`,
    );
  }
}

async function bring(
  talk: Talk,
  world: World,
  name: string,
  report: (line: string) => void,
): Promise<LoadedScene> {
  const scene = await switchStage(talk, name);
  if (!scene) throw new UserError('The talk is over', 'Begin it anew with pycont scene reset');
  await restoreWorld(talk, world, (redo) => report(`${redo.scene.id}: ${redo.step.name}`));
  return scene;
}
