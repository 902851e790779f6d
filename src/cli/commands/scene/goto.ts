import { findScene, loadScenes, moveTo, nextScene, sceneState } from '../../../show/index.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { TALK, translator } from '../../../messages/index.ts';
import { progress } from '../../terminal/output/progress.ts';
import type { Settings } from '../../settings.ts';
import { restoreIfLost, withSession } from '../../talk/session.ts';

export async function goTo(id: string, settings: Settings): Promise<void> {
  // Reports a mistake before anything is started.
  findScene(await loadScenes(settings.scenes, settings.language), id);
  const interrupt = watchInterrupts();
  const report = progress(settings);
  try {
    await withSession(settings, { signal: interrupt.signal, report }, async (session) => {
      const { talk } = session;
      const scene = findScene([...talk.scenes], id);
      const isThere =
        nextScene(talk.state, talk.scenes)?.id === scene.id && !sceneState(talk.state, scene.id).started;
      if (!isThere) await moveTo(talk, scene);
      await restoreIfLost(session, report);
      const { number, id: name } = scene;
      process.stdout.write(`${translator(settings.language)(TALK.atStart({ number, scene: name }))}\n`);
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    interrupt.dispose();
  }
  process.exitCode = interrupt.code() ?? process.exitCode;
}
