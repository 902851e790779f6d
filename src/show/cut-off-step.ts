/** What becomes of a step whose player was killed between its intent and its completion. */
import { act, happened } from './act.ts';
import { appliedFixes } from './fixes.ts';
import type { Show } from './play-scene.ts';
import { restoreWorld } from './restore-world.ts';
import type { LoadedScene, Step } from './scene.ts';
import { runningBackgrounds, sceneState } from './talk-state.ts';

/** Asks the world whether the step happened. @returns true when it need not be run */
export async function settled(
  step: Step,
  scene: LoadedScene,
  { talk, world, presenter }: Show,
): Promise<boolean> {
  if (step.kind === 'fix') {
    // Half a fix is no fix: back to what is known to be applied.
    await world.stage.resetWorkspace(appliedFixes(talk.state, talk.scenes));
    return false;
  }
  if (!(await happened(step, world))) return false;
  await talk.record({ kind: 'step-done', scene: scene.id, step: step.id, ms: 0, by: 'check' });
  presenter.note(`'${step.name}' had happened already, says its check.`);
  return true;
}

/**
 * The step had not happened and does not succeed either: half of it may be in its way. Brings back the world from
 * before it, with the background steps that are to run.
 */
export async function makeWhole(
  step: Step,
  scene: LoadedScene,
  { talk, world, presenter }: Show,
): Promise<void> {
  presenter.note(`'${step.name}' was cut off and may be half done: the world is brought back to before it.`);
  await talk.record({ kind: 'world-lost', why: `step ${step.id} of scene ${scene.id} was cut off` });
  await world.backgrounds.stopAll();
  await restoreWorld(talk, world, () => {});
  for (const background of runningBackgrounds(sceneState(talk.state, scene.id), scene))
    await act(background, scene, world);
}
