/** Brings the world to where the journal says the talk is, without playing anything aloud. */
import { WORLD } from '../../messages/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { act } from './act.ts';
import type { World } from './act.ts';
import { commandOf } from '../format/scene.ts';
import { stepsOf } from '../format/scene.ts';
import type { CommandStep, FixStep, LoadedScene, Step } from '../format/scene.ts';
import type { Talk } from '../journal/talk.ts';
import { nextScene, sceneState } from '../journal/talk-state.ts';
import type { TalkState } from '../journal/talk-state.ts';
import { worldLost } from '../journal/world-lost.ts';

export interface Redo {
  scene: LoadedScene;
  step: CommandStep | FixStep;
  /** It failed on stage and was shown from a recording: it may fail again. */
  mayFail: boolean;
}

/**
 * What made the world what it is: groups of steps, one after the other, the steps of a group side by side. Steps that
 * only look are left out, and background steps too: they ended with their scenes, or are started when their scene goes
 * on. What the speaker skipped stays skipped; what was shown from a recording is done now.
 *
 * The scenes that are over wait once, together: what each began need not be ready before the next changes it again.
 */
export function restorePlan(state: TalkState, scenes: readonly LoadedScene[]): Redo[][] {
  const all = scenes.flatMap((scene) => stepsToRedo(state, scene));
  const past = (redo: Redo) => sceneState(state, redo.scene.id).done;
  const waits = all.filter((redo) => past(redo) && isWait(redo.step));
  const changes = all.filter((redo) => past(redo) && !isWait(redo.step));
  const here = all.filter((redo) => !past(redo));
  const together = new Map(waits.map((redo) => [commandOf(redo.step), redo]));
  return [...alone(changes), [...together.values()], ...alone(here)].filter((group) => group.length > 0);
}

function stepsToRedo(state: TalkState, scene: LoadedScene): Redo[] {
  const { done, steps } = sceneState(state, scene.id);
  return stepsOf(scene).flatMap((step) => {
    const found = steps[step.id];
    const happened = found === 'done' || found === 'replayed' || (done && found === undefined);
    const gone = done && step.kind === 'command' && step.passing;
    return happened && !gone && matters(step) ? [{ scene, step, mayFail: found === 'replayed' }] : [];
  });
}

function matters(step: Step): step is CommandStep | FixStep {
  return (
    step.kind === 'fix' || (step.kind === 'command' && !step.background && !step.look && !step.interactive)
  );
}

/** Changes the world when it runs, so that it matters whether it was cut off. */
export function changesWorld(step: Step): boolean {
  return matters(step) && !isWait(step);
}

function isWait(step: Step): boolean {
  return step.kind === 'command' && step.wait;
}

function alone(redos: Redo[]): Redo[][] {
  return redos.map((redo) => [redo]);
}

/** @param report told of each step before it runs */
export async function restoreWorld(talk: Talk, world: World, report: (redo: Redo) => void): Promise<void> {
  const { stage, ground } = world;
  // It may have died under a player that lives on.
  await stage.up(() => {});
  Object.assign(ground.env, await stage.environment());
  await Promise.all([stage.reset(), stage.resetWorkspace([])]);
  for (const group of restorePlan(talk.state, talk.scenes)) {
    ground.signal.throwIfAborted();
    for (const redo of group) report(redo);
    await sideBySide(group, world);
  }
  const life = stage.life?.();
  await talk.record({ kind: 'world-restored', ...(life === undefined ? {} : { life }) });
}

/** When one of them fails, the others are ended: nobody needs what they wait for. */
async function sideBySide(group: Redo[], world: World): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([world.ground.signal, failed.signal]);
  const together = { ...world, ground: { ...world.ground, signal } };
  await Promise.all(
    group.map((redo) =>
      again(redo, together).catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    ),
  );
}

async function again({ scene, step, mayFail }: Redo, world: World): Promise<void> {
  const { failures } = await act(untimed(step), scene, world);
  const failure = failures[0];
  if (!failure || mayFail) return;
  world.ground.signal.throwIfAborted();
  const message = WORLD.notBroughtBack({ step: step.name, scene: scene.id, ...failure });
  throw new UserError(message, WORLD.removeCause);
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
  await talk.record(worldLost({ of: 'stage-switch', stage }));
  await talk.record({ kind: 'stage-switched', stage, scene: scene.id });
  return scene;
}

/** Moves the talk to the start of a scene; the world is to be restored afterwards. Safe to be killed anywhere. */
export async function moveTo(talk: Talk, scene: LoadedScene): Promise<void> {
  await talk.record(worldLost({ of: 'move', scene: scene.id }));
  const before = talk.scenes.filter(({ number }) => number < scene.number).map(({ id }) => id);
  await talk.record({ kind: 'moved', scene: scene.id, before });
}
