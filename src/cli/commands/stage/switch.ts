import { Talk, loadScenes, openWorld, restoreWorld, switchStage } from '../../../show/index.ts';
import type { LoadedScene, World } from '../../../show/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { JOURNAL, STAGE, STEPS, translator } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { progress } from '../../terminal/output/progress.ts';
import { STAGES, variablesFor } from '../../settings.ts';
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
    const names = stages.join(', ');
    throw new UserError(STAGE.unknown({ stage: name }), STAGE.chooseOne({ names }), { exitCode: 2 });
  }
  const interrupt = watchInterrupts();
  const folder = talkFolderOf(settings);
  const report = progress(settings);
  const talk = await Talk.open(await loadScenes(settings.scenes, settings.language), folder);
  try {
    refuse(talk, settings);
    const stage = await openTalkStage(settings, folder, talk.scenes, name);
    const world = await openWorld(stage, folder, interrupt.signal, report, {
      env: variablesFor(settings),
    });
    const scene = await bring(talk, world, name, report);
    const done = STAGE.switched({ stage: name, number: scene.number, id: scene.id });
    process.stdout.write(`${translator(settings.language)(done)}\n`);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    await talk.close();
    interrupt.dispose();
  }
  process.exitCode = interrupt.code() ?? process.exitCode;
}

function refuse({ state }: Talk, { scenes }: Settings): void {
  if (!state.talk) throw new UserError(STAGE.noTalk, STAGE.beginThere);
  const folder = state.talk.scenes;
  if (folder !== scenes) throw new UserError(JOURNAL.otherTalk({ folder }), STAGE.nameTalk({ folder }));
}

async function bring(
  talk: Talk,
  world: World,
  name: string,
  report: (line: Text) => void,
): Promise<LoadedScene> {
  const scene = await switchStage(talk, name);
  if (!scene) throw new UserError(STAGE.talkOver, STAGE.beginAnew);
  await restoreWorld(talk, world, ({ scene, step }) =>
    report(STEPS.ofScene({ scene: scene.id, step: step.name })),
  );
  return scene;
}
