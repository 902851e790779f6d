/** Lets one step act on the world, whatever kind it is. */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { EXPECTED, STAGE } from '../../messages/index.ts';
import type { DeadPart, Stage } from '../../stage/index.ts';
import { UserError } from '../../errors/user-error.ts';
import type { Backgrounds } from './backgrounds.ts';
import { runChecks, runCommandStep } from './run-step.ts';
import type { Ground, StepResult, Watcher } from './run-step.ts';
import type { CommandStep, LoadedScene, Step } from '../format/scene.ts';
import { partsOf } from './step-parts.ts';

export interface World {
  stage: Stage;
  ground: Ground;
  backgrounds: Backgrounds;
}

export interface ActWatcher extends Watcher {
  onDiff?: (diff: string) => void;
}

export async function act(
  step: Step,
  scene: LoadedScene,
  world: World,
  watcher: ActWatcher = {},
): Promise<StepResult> {
  const { stage, backgrounds } = world;
  const ground = withSceneFolder(world.ground, scene);
  switch (step.kind) {
    case 'command':
      return step.background
        ? backgrounds.start(step, watcher, ground)
        : whileStageLives(step, { stage, ground }, (watched) => runCommandStep(step, watched, watcher));
    case 'stop':
      return backgrounds.stop(step, ground);
    case 'fix':
      return applyFix(join(scene.folder, step.patch), String(step.name), stage, watcher);
  }
}

/** A scene's steps find the files beside it. */
export function withSceneFolder(ground: Ground, { folder }: LoadedScene): Ground {
  return { ...ground, env: { ...ground.env, SCENE_DIR: folder } };
}

/**
 * A command would wait long for a stage that died under it: it is ended. When it fails because of that, by itself or
 * because it was ended, the failure says what died.
 */
async function whileStageLives(
  step: CommandStep,
  { stage, ground }: Pick<World, 'stage' | 'ground'>,
  run: (ground: Ground) => Promise<StepResult>,
): Promise<StepResult> {
  if (!stage.watchOver || step.interactive) return run(ground);
  const died = new AbortController();
  let dead: DeadPart | undefined;
  const watch = stage.watchOver(partsOf(step), (found) => {
    dead = found;
    died.abort();
  });
  try {
    const result = await run({ ...ground, signal: AbortSignal.any([ground.signal, died.signal]) });
    if (result.failures.length === 0 || ground.signal.aborted) return result;
    dead ??= await watch.dead();
    if (!dead) return result;
    const got = STAGE.doesNotAnswer({ part: dead.name, remedy: dead.remedy });
    const failures = [{ expected: EXPECTED.stageAnswers, got }];
    return died.signal.aborted
      ? { ...result, interrupted: false, failures }
      : { ...result, failures: [...failures, ...result.failures] };
  } finally {
    watch.stop();
  }
}

async function applyFix(
  patch: string,
  message: string,
  stage: Stage,
  watcher: ActWatcher,
): Promise<StepResult> {
  const began = performance.now();
  const result = { attempts: 1, interrupted: false };
  try {
    const diff = await stage.applyFix(patch, message);
    watcher.onDiff?.(diff);
    return { ...result, failures: [], ms: performance.now() - began, output: diff };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const failures = [{ expected: EXPECTED.patchApplies({ patch }), got: error.texts.message }];
    return { ...result, failures, ms: performance.now() - began, output: '' };
  }
}

/**
 * Whether a step that was begun before a crash has done its work. Only a step with a `check` can be asked;
 * any other is run again.
 */
export async function happened(step: Step, scene: LoadedScene, world: World): Promise<boolean> {
  if (step.kind !== 'command' || step.background) return false;
  if (!step.expectations.some(({ kind }) => kind === 'check')) return false;
  return (
    (await runChecks(step.expectations, withSceneFolder(world.ground, scene), step.timeoutMs)).length === 0
  );
}
