/** Plays one scene from where its journal left it. */
import { performance } from 'node:perf_hooks';
import { act } from './act.ts';
import { beforeRetry } from './before-retry.ts';
import { InterruptedStep } from './interrupted-step.ts';
import type { BeforeStep, Leave, Presenter } from './presenter.ts';
import type { Show } from './show.ts';
import type { Interruptible, StepResult } from './execution.ts';
import type { LoadedScene, Step } from '../format/scene.ts';
import { resumeAt, runningBackgrounds, sceneState } from '../journal/talk-state.ts';

export type Ending = 'done' | Leave;

/** @returns other than `done` when the speaker, or a failure with no decision, ended it early */
export async function playScene(scene: LoadedScene, show: Show): Promise<Ending> {
  const { talk, runtime, presenter, position } = show;
  const began = performance.now();
  const before = sceneState(talk.state, scene.id);
  const first = resumeAt(before, scene);
  await presenter.sceneStarts(scene, first > 0);
  if (!before.started) await talk.record({ kind: 'scene-started', scene: scene.id });
  try {
    for (const step of runningBackgrounds(before, scene)) await act(step, scene, runtime);
    for (const [index, item] of [...scene.items.entries()].slice(first)) {
      if (runtime.context.signal.aborted) return 'quit';
      position?.reach(scene, index);
      const ending =
        item.kind === 'step' ? await playStep(item.step, scene, show) : await presenter.item(item);
      if (ending !== 'next') return ending;
    }
  } finally {
    position?.leave();
    await runtime.backgrounds.stopAll();
  }
  const ms = performance.now() - began;
  await talk.record({ kind: 'scene-done', scene: scene.id, ms: Math.round(ms) });
  presenter.sceneEnds(scene);
  return 'done';
}

async function playStep(step: Step, scene: LoadedScene, show: Show): Promise<'next' | Leave> {
  const { talk, presenter } = show;
  const key = { scene: scene.id, step: step.id };
  const found = sceneState(talk.state, scene.id).steps[step.id];
  const interrupted = found === 'intended';
  const recovery = interrupted ? new InterruptedStep(step, scene, show) : undefined;
  if (await recovery?.happened()) return 'next';
  const recording = await show.recordings?.find(scene, step);
  const shownOnly = (id: string) => sceneState(talk.state, scene.id).steps[id] === 'replayed';
  let decision: BeforeStep = await presenter.step(step, recording);
  let again = interrupted || found === 'failed';
  for (;;) {
    // A background step that never ran cannot be stopped.
    if (decision === 'run' && step.kind === 'stop' && recording && shownOnly(step.background))
      decision = 'replay';
    if (decision === 'skip') {
      await talk.record({ kind: 'step-skipped', ...key });
      return 'next';
    }
    if (decision === 'replay' && recording) {
      await presenter.replay(step, recording);
      await talk.record({ kind: 'step-replayed', ...key, recordedAt: recording.recordedAt });
      return 'next';
    }
    if (decision === 'quit') return decision;
    if (typeof decision === 'object' && 'goTo' in decision) return decision;
    if (again && step.kind === 'command')
      await beforeRetry(step, show.runtime.context, (text) => presenter.note(text));
    again = true;
    const result = await attempt(step, scene, show, {
      edited: typeof decision === 'object' ? decision.run : undefined,
      byHand: decision === 'type',
    });
    if (result.failures.length === 0) return 'next';
    if (!result.interrupted && (await recovery?.anotherTry())) continue;
    const [expected, got] = [String(result.failures[0]!.expected), String(result.failures[0]!.got)];
    await talk.record({ kind: 'step-failed', ...key, ms: Math.round(result.ms), expected, got });
    const answer = await presenter.failed(step, result, recording);
    decision = answer === 'retry' ? decision : answer;
  }
}

interface Attempt {
  /** The command as the speaker edited it. */
  edited: string | undefined;
  /** The speaker types into it, not the script. */
  byHand: boolean;
}

async function attempt(
  step: Step,
  scene: LoadedScene,
  { talk, runtime, presenter }: Show,
  { edited, byHand }: Attempt,
): Promise<StepResult> {
  const key = { scene: scene.id, step: step.id };
  await talk.record({ kind: 'step-intended', ...key, ...(edited === undefined ? {} : { edited }) });
  const typed = edited !== undefined && step.kind === 'command' ? { ...step, command: edited } : step;
  const result = await act(typed, scene, runtime, { ...watcherOf(step, presenter), byHand });
  if (result.failures.length === 0) {
    await talk.record({ kind: 'step-done', ...key, ms: Math.round(result.ms), by: 'run' });
    presenter.passed(step, result);
  }
  return result;
}

function watcherOf(step: Step, presenter: Presenter) {
  return {
    onOutput: presenter.output.bind(presenter),
    onWaiting: (attempt: number) => presenter.waiting(step, attempt),
    onRunning: (running: Interruptible | undefined) => presenter.running(running, step),
    onDiff: (diff: string) => presenter.diff(diff, step),
    onNote: presenter.note.bind(presenter),
    terminal: step.kind === 'command' && step.tty ? presenter.terminal() : undefined,
  };
}
