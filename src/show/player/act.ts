/** Runs one step, whatever kind it is. */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { EXPECTED, PLAYER, STAGE } from '../../messages/index.ts';
import type { DeadPart, Stage } from '../../stage/index.ts';
import { UserError } from '../../errors/user-error.ts';
import { beforeRetry } from './before-retry.ts';
import type { Backgrounds } from './backgrounds.ts';
import { runChecks } from './checks.ts';
import { runCommandStep } from './run-step.ts';
import type { ExecutionContext, StepResult, Watcher } from './execution.ts';
import { needsPerson } from '../format/scene.ts';
import type { CommandStep, LoadedScene, Step } from '../format/scene.ts';
import { tellTakenPort } from './port-taken.ts';
import { partsOf } from './step-parts.ts';

/** What steps run on: the stage, where their commands run, and those that run in the background. */
export interface StageRuntime {
  stage: Stage;
  context: ExecutionContext;
  backgrounds: Backgrounds;
}

export interface ActWatcher extends Watcher {
  onDiff?: (diff: string) => void;
}

export async function act(
  step: Step,
  scene: LoadedScene,
  runtime: StageRuntime,
  watcher: ActWatcher = {},
): Promise<StepResult> {
  const { stage, backgrounds } = runtime;
  const context = withSceneFolder(runtime.context, scene);
  switch (step.kind) {
    case 'command': {
      const result = await runOnPort(step, scene, runtime, watcher);
      if (!result.moved || step.beforeRetry === undefined) return result;
      watcher.onNote?.(PLAYER.portMoved({ port: result.moved }));
      await beforeRetry(step, withSceneFolder(runtime.context, scene), watcher.onNote);
      return runOnPort(step, scene, runtime, watcher);
    }
    case 'stop':
      return backgrounds.stop(step, context);
    case 'fix':
      return applyFix(join(scene.folder, step.patch), String(step.name), stage, watcher);
  }
}

/** The result says so if the port that it wanted is taken, and where LOCAL_PORT is now. */
async function runOnPort(
  step: CommandStep,
  scene: LoadedScene,
  { stage, context: shared, backgrounds }: StageRuntime,
  watcher: ActWatcher,
): Promise<StepResult> {
  const context = withSceneFolder(shared, scene);
  const result = step.background
    ? await backgrounds.start(step, watcher, context)
    : await watchingStage(step, { stage, context }, (watched) => runCommandStep(step, watched, watcher));
  return tellTakenPort(result, stage, shared);
}

/** With the scene's folder as a variable, so that its steps find their files. */
export function withSceneFolder(context: ExecutionContext, { folder }: LoadedScene): ExecutionContext {
  return { ...context, env: { ...context.env, SCENE_DIR: folder } };
}

/**
 * A command could wait long for a stage that has died: it is ended then. When it fails because of that, by itself or
 * because it was ended, the failure says which part died.
 */
async function watchingStage(
  step: CommandStep,
  { stage, context }: Pick<StageRuntime, 'stage' | 'context'>,
  run: (context: ExecutionContext) => Promise<StepResult>,
): Promise<StepResult> {
  if (!stage.watchOver || needsPerson(step)) return run(context);
  const died = new AbortController();
  let dead: DeadPart | undefined;
  const watch = stage.watchOver(partsOf(step), (found) => {
    dead = found;
    died.abort();
  });
  try {
    const result = await run({ ...context, signal: AbortSignal.any([context.signal, died.signal]) });
    if (result.failures.length === 0 || context.signal.aborted) return result;
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
 * Whether a step that was begun before a crash has done its work. Only a step with a `check` can tell;
 * any other is run again.
 */
export async function happened(step: Step, scene: LoadedScene, runtime: StageRuntime): Promise<boolean> {
  if (step.kind !== 'command' || step.background) return false;
  if (!step.expectations.some(({ kind }) => kind === 'check')) return false;
  const context = withSceneFolder(runtime.context, scene);
  return (await runChecks(step.expectations, context, step.timeoutMs)).length === 0;
}
