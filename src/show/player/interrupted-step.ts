/** Recovery of a step whose player was killed between its intent and its completion. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { RESTORE } from '../../messages/index.ts';
import { act, happened } from './act.ts';
import { appliedFixes } from '../journal/fixes.ts';
import type { Show } from './show.ts';
import { changesState, restoreStage } from './restore-stage.ts';
import { needsPerson } from '../format/scene.ts';
import type { LoadedScene, Step } from '../format/scene.ts';
import { runningBackgrounds, sceneState } from '../journal/talk-state.ts';
import { stateLost } from '../journal/state-lost.ts';

/** What has not settled by then never will. */
const SETTLES_MS = 20_000;
const PAUSE_MS = 1_000;

export class InterruptedStep {
  readonly #step: Step;
  readonly #scene: LoadedScene;
  readonly #show: Show;
  readonly #began = performance.now();
  #restored = false;

  constructor(step: Step, scene: LoadedScene, show: Show) {
    this.#step = step;
    this.#scene = scene;
    this.#show = show;
  }

  /** Asks the checks whether the step happened. @returns true when it need not be run */
  async happened(): Promise<boolean> {
    const { talk, runtime, presenter } = this.#show;
    if (this.#step.kind === 'fix') {
      // A patch may be half applied: back to what is known to be applied.
      await runtime.stage.resetWorkspace(appliedFixes(talk.state, talk.scenes));
      return false;
    }
    if (!(await happened(this.#step, this.#scene, runtime))) return false;
    await talk.record({ kind: 'step-done', scene: this.#scene.id, step: this.#step.id, ms: 0, by: 'check' });
    presenter.note(RESTORE.alreadyHappened({ step: this.#step.name }));
    return true;
  }

  /** It had not happened, and failed when it was run. @returns whether to run it once more */
  async anotherTry(): Promise<boolean> {
    const { signal } = this.#show.runtime.context;
    const step = this.#step;
    if (signal.aborted || (step.kind === 'command' && needsPerson(step))) return false;
    if (changesState(step)) {
      if (this.#restored) return false;
      this.#restored = true;
      await this.#restore();
      return true;
    }
    // What it reads may not have settled: a pod that the killed step ended comes back in a moment.
    if (performance.now() - this.#began > SETTLES_MS) return false;
    await delay(PAUSE_MS, undefined, { signal }).catch(() => {});
    return !signal.aborted;
  }

  /** Its own half-done work may make it fail: restores the state before it, and the background steps. */
  async #restore(): Promise<void> {
    const step = this.#step;
    const scene = this.#scene;
    const { talk, runtime, presenter } = this.#show;
    presenter.note(RESTORE.halfDone({ step: step.name }));
    await talk.record(stateLost({ of: 'step-cut-off', scene: scene.id, step: step.id }));
    await runtime.backgrounds.stopAll();
    await restoreStage(talk, runtime, () => {});
    for (const background of runningBackgrounds(sceneState(talk.state, scene.id), scene))
      await act(background, scene, runtime);
  }
}
