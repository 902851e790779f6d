/** Brings the world to where the journal says the talk is, without playing anything aloud. */
import { UserError } from '../user-error.ts';
import { act, type World } from './act.ts';
import { stepsOf, type CommandStep, type FixStep, type LoadedScene, type Step } from './scene.ts';
import type { Talk } from './talk.ts';
import { nextScene, sceneState, type TalkState } from './talk-state.ts';

export interface Redo {
  scene: LoadedScene;
  step: CommandStep | FixStep;
  /** It failed on stage and was shown from a recording: it may fail again. */
  mayFail: boolean;
}

/**
 * The steps that made the world what it is. Steps that only look are left out, and background steps too: they
 * ended with their scenes, or are started when their scene goes on. What the speaker skipped stays skipped; what was
 * shown from a recording is done now.
 */
export function stepsToRedo(state: TalkState, scenes: readonly LoadedScene[]): Redo[] {
  return scenes.flatMap((scene) => {
    const { done, steps } = sceneState(state, scene.id);
    return stepsOf(scene).flatMap((step) => {
      const found = steps[step.id];
      const happened = found === 'done' || found === 'replayed' || (done && found === undefined);
      const past = done && step.kind === 'command' && step.passing;
      return happened && !past && changesWorld(step) ? [{ scene, step, mayFail: found === 'replayed' }] : [];
    });
  });
}

function changesWorld(step: Step): step is CommandStep | FixStep {
  return (
    step.kind === 'fix' || (step.kind === 'command' && !step.background && !step.look && !step.interactive)
  );
}

/** @param report told of each step before it runs */
export async function restoreWorld(talk: Talk, world: World, report: (redo: Redo) => void): Promise<void> {
  await world.stage.reset();
  await world.stage.resetWorkspace([]);
  for (const redo of stepsToRedo(talk.state, talk.scenes)) {
    world.ground.signal.throwIfAborted();
    report(redo);
    const { scene, step, mayFail } = redo;
    const { failures } = await act(untimed(step), scene, world);
    const failure = failures[0];
    if (!failure || mayFail) continue;
    throw new UserError(
      `The world could not be brought back: step '${step.name}' of scene ${scene.id} expected ${failure.expected}, and got ${failure.got}`,
      'Mend the cause and run pycont scene next: it tries again from the start',
    );
  }
  await talk.record({ kind: 'world-restored' });
}

/** How long a step takes is for the audience: what matters here is what it causes. */
function untimed(step: Redo['step']): Redo['step'] {
  if (step.kind === 'fix') return step;
  return { ...step, expectations: step.expectations.filter(({ kind }) => kind !== 'duration') };
}

/** The talk goes on at the start of its current scene, on another stage. The world is to be restored afterwards. */
export async function switchStage(talk: Talk, stage: string): Promise<LoadedScene | undefined> {
  const scene = nextScene(talk.state, talk.scenes);
  if (!scene) return undefined;
  await talk.record({ kind: 'world-lost', why: `moving to the ${stage} stage` });
  await talk.record({ kind: 'stage-switched', stage, scene: scene.id });
  return scene;
}

/** Moves the talk to the start of a scene; the world is to be restored afterwards. Safe to be killed anywhere. */
export async function moveTo(talk: Talk, scene: LoadedScene): Promise<void> {
  await talk.record({ kind: 'world-lost', why: `moving to scene ${scene.id}` });
  const before = talk.scenes.filter(({ number }) => number < scene.number).map(({ id }) => id);
  await talk.record({ kind: 'moved', scene: scene.id, before });
}
