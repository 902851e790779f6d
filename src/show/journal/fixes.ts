import { join } from 'node:path';
import { stepsOf } from '../format/scene.ts';
import type { LoadedScene } from '../format/scene.ts';
import { sceneState } from './talk-state.ts';
import type { TalkState } from './talk-state.ts';

/** Absolute paths of the patches that the talk has applied so far, in the order of the scenes. */
export function appliedFixes(state: TalkState, scenes: readonly LoadedScene[]): string[] {
  return scenes.flatMap((scene) => {
    const { done, steps } = sceneState(state, scene.id);
    // A move marks a scene done without its steps; a skipped step was not applied. One that was shown from a
    // recording counts: the talk continues as if it had run.
    return stepsOf(scene).flatMap((step) => {
      if (step.kind !== 'fix') return [];
      const found = steps[step.id];
      const applied = found === 'done' || found === 'replayed' || (done && found === undefined);
      return applied ? [join(scene.folder, step.patch)] : [];
    });
  });
}

/** Absolute paths of all the talk's patches, each once, in the order in which it applies them. */
export function allFixes(scenes: readonly LoadedScene[]): string[] {
  const patches = scenes.flatMap((scene) =>
    stepsOf(scene).flatMap((step) => (step.kind === 'fix' ? [join(scene.folder, step.patch)] : [])),
  );
  return [...new Set(patches)];
}
