/** Brings the stage to the state in which the journal says the talk is, and shows nothing of it. */
import { RESTORE } from '../../messages/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { act } from './act.ts';
import type { StageRuntime } from './act.ts';
import { commandOf } from '../format/scene.ts';
import { stepsOf } from '../format/scene.ts';
import type { CommandStep, FixStep, LoadedScene, Step } from '../format/scene.ts';
import type { Talk } from '../journal/talk.ts';
import { nextScene, sceneState } from '../journal/talk-state.ts';
import type { TalkState } from '../journal/talk-state.ts';
import { stateLost } from '../journal/state-lost.ts';

export interface Redo {
  scene: LoadedScene;
  step: CommandStep | FixStep;
  /** It failed on stage and was shown from a recording: it may fail again. */
  mayFail: boolean;
}

/**
 * The steps that brought the stage to its state: groups that run one after the other, the steps of a group in parallel.
 * Read-only steps (`look`) are left out, and background steps too: they ended with their scenes, or are started when
 * their scene continues. What the speaker skipped stays skipped; what was shown from a recording is run now.
 *
 * All waits of finished scenes run once, together: what one scene began need not be ready before the next changes it.
 */
export function restorePlan(state: TalkState, scenes: readonly LoadedScene[]): Redo[][] {
  const all = scenes.flatMap((scene) => stepsToRedo(state, scene));
  const past = (redo: Redo) => sceneState(state, redo.scene.id).done;
  const waits = all.filter((redo) => past(redo) && isWait(redo.step));
  const changes = all.filter((redo) => past(redo) && !isWait(redo.step));
  const current = all.filter((redo) => !past(redo));
  const together = new Map(waits.map((redo) => [commandOf(redo.step), redo]));
  return [...singletons(changes), [...together.values()], ...singletons(current)].filter(
    (group) => group.length > 0,
  );
}

function stepsToRedo(state: TalkState, scene: LoadedScene): Redo[] {
  const { done, steps } = sceneState(state, scene.id);
  return stepsOf(scene).flatMap((step) => {
    const found = steps[step.id];
    const happened = found === 'done' || found === 'replayed' || (done && found === undefined);
    const gone = done && step.kind === 'command' && step.passing;
    return happened && !gone && isRepeatable(step) ? [{ scene, step, mayFail: found === 'replayed' }] : [];
  });
}

function isRepeatable(step: Step): step is CommandStep | FixStep {
  return (
    step.kind === 'fix' || (step.kind === 'command' && !step.background && !step.look && !step.interactive)
  );
}

/** Changes the state of the stage, so that it may be half done if its player was killed. */
export function changesState(step: Step): boolean {
  return isRepeatable(step) && !isWait(step);
}

function isWait(step: Step): boolean {
  return step.kind === 'command' && step.wait;
}

function singletons(redos: Redo[]): Redo[][] {
  return redos.map((redo) => [redo]);
}

/** @param report called with each step before it runs */
export async function restoreStage(
  talk: Talk,
  runtime: StageRuntime,
  report: (redo: Redo) => void,
): Promise<void> {
  const { stage, context } = runtime;
  // It may have died while the player was running.
  await stage.up(() => {});
  Object.assign(context.env, await stage.environment());
  await Promise.all([stage.reset(), stage.resetWorkspace([])]);
  for (const group of restorePlan(talk.state, talk.scenes)) {
    context.signal.throwIfAborted();
    for (const redo of group) report(redo);
    await runGroup(group, runtime);
  }
  const bootId = stage.bootId?.();
  await talk.record({ kind: 'world-restored', ...(bootId === undefined ? {} : { life: bootId }) });
}

/** When one of them fails, the others are ended: nothing needs what they wait for. */
async function runGroup(group: Redo[], runtime: StageRuntime): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([runtime.context.signal, failed.signal]);
  const together = { ...runtime, context: { ...runtime.context, signal } };
  await Promise.all(
    group.map((redo) =>
      redoStep(redo, together).catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    ),
  );
}

async function redoStep({ scene, step, mayFail }: Redo, runtime: StageRuntime): Promise<void> {
  const { failures } = await act(untimed(step), scene, runtime);
  const failure = failures[0];
  if (!failure || mayFail) return;
  runtime.context.signal.throwIfAborted();
  const message = RESTORE.notRestored({ step: step.name, scene: scene.id, ...failure });
  throw new UserError(message, RESTORE.removeCause);
}

/** The duration of a step is for the audience; here only its effect counts. */
function untimed(step: Redo['step']): Redo['step'] {
  if (step.kind === 'fix') return step;
  return { ...step, expectations: step.expectations.filter(({ kind }) => kind !== 'duration') };
}

/** Continues the talk at the start of its current scene, on another stage. Call `restoreStage` afterwards. */
export async function switchStage(talk: Talk, stage: string): Promise<LoadedScene | undefined> {
  const scene = nextScene(talk.state, talk.scenes);
  if (!scene) return undefined;
  await talk.record(stateLost({ of: 'stage-switch', stage }));
  await talk.record({ kind: 'stage-switched', stage, scene: scene.id });
  return scene;
}

/** Moves the talk to the start of a scene; call `restoreStage` afterwards. May be killed at any point. */
export async function moveTo(talk: Talk, scene: LoadedScene): Promise<void> {
  await talk.record(stateLost({ of: 'move', scene: scene.id }));
  const before = talk.scenes.filter(({ number }) => number < scene.number).map(({ id }) => id);
  await talk.record({ kind: 'moved', scene: scene.id, before });
}
