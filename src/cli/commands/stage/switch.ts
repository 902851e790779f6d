import { Talk, loadScenes, openRuntime, restoreStage, switchStage } from '../../../show/index.ts';
import type { LoadedScene, StageRuntime } from '../../../show/index.ts';
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
 * The old stage may have died: it is not used. The new one is up before the journal records the switch; if pycont is
 * killed after that, `scene next` restores the state of the stage.
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
    const runtime = await openRuntime(stage, folder, interrupt.signal, report, {
      env: variablesFor(settings),
    });
    const scene = await moveTalk(talk, runtime, name, report);
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

async function moveTalk(
  talk: Talk,
  runtime: StageRuntime,
  name: string,
  report: (line: Text) => void,
): Promise<LoadedScene> {
  const scene = await switchStage(talk, name);
  if (!scene) throw new UserError(STAGE.talkOver, STAGE.startAgain);
  await restoreStage(talk, runtime, ({ scene, step }) =>
    report(STEPS.ofScene({ scene: scene.id, step: step.name })),
  );
  return scene;
}
