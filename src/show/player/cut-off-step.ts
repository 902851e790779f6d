/** What becomes of a step whose player was killed between its intent and its completion. */
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { WORLD } from '../../messages/index.ts';
import { act, happened } from './act.ts';
import { appliedFixes } from '../journal/fixes.ts';
import type { Show } from './show.ts';
import { changesWorld, restoreWorld } from './restore-world.ts';
import type { LoadedScene, Step } from '../format/scene.ts';
import { runningBackgrounds, sceneState } from '../journal/talk-state.ts';
import { worldLost } from '../journal/world-lost.ts';

/** What takes longer has settled, or never will. */
const SETTLES_MS = 20_000;
const PAUSE_MS = 1_000;

export class CutOff {
  readonly #step: Step;
  readonly #scene: LoadedScene;
  readonly #show: Show;
  readonly #began = performance.now();
  #madeWhole = false;

  constructor(step: Step, scene: LoadedScene, show: Show) {
    this.#step = step;
    this.#scene = scene;
    this.#show = show;
  }

  /** Asks the world whether the step happened. @returns true when it need not be run */
  async happened(): Promise<boolean> {
    const { talk, world, presenter } = this.#show;
    if (this.#step.kind === 'fix') {
      // Half a fix is no fix: back to what is known to be applied.
      await world.stage.resetWorkspace(appliedFixes(talk.state, talk.scenes));
      return false;
    }
    if (!(await happened(this.#step, this.#scene, world))) return false;
    await talk.record({ kind: 'step-done', scene: this.#scene.id, step: this.#step.id, ms: 0, by: 'check' });
    presenter.note(WORLD.alreadyHappened({ step: this.#step.name }));
    return true;
  }

  /** It had not happened, and did not succeed either. @returns whether it is worth running it once more */
  async anotherTry(): Promise<boolean> {
    const { signal } = this.#show.world.ground;
    const step = this.#step;
    if (signal.aborted || (step.kind === 'command' && step.interactive)) return false;
    if (changesWorld(step)) {
      if (this.#madeWhole) return false;
      this.#madeWhole = true;
      await this.#makeWhole();
      return true;
    }
    // What it looked at may not have settled: a pod that it brought down comes back in a moment.
    if (performance.now() - this.#began > SETTLES_MS) return false;
    await delay(PAUSE_MS, undefined, { signal }).catch(() => {});
    return !signal.aborted;
  }

  /** Half of the step may be in its way: brings back the world from before it, and what runs beside it. */
  async #makeWhole(): Promise<void> {
    const step = this.#step;
    const scene = this.#scene;
    const { talk, world, presenter } = this.#show;
    presenter.note(WORLD.halfDone({ step: step.name }));
    await talk.record(worldLost({ of: 'step-cut-off', scene: scene.id, step: step.id }));
    await world.backgrounds.stopAll();
    await restoreWorld(talk, world, () => {});
    for (const background of runningBackgrounds(sceneState(talk.state, scene.id), scene))
      await act(background, scene, world);
  }
}
