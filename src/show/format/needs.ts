/** Whether what scenes need is told before them. */
import { SCENES } from '../../messages/index.ts';
import { suggestion } from './suggestion.ts';
import type { LoadedScene } from './scene.ts';
import { SceneError } from './scene-error.ts';

const START = { line: 1, column: 1 };

/** @param scenes in the talk's order */
export function needMistakes(scenes: readonly LoadedScene[]): SceneError[] {
  return scenes.flatMap(({ file, needs = [] }, index) => {
    const before = scenes.slice(0, index).map(({ id }) => id);
    return needs
      .filter((need) => !before.includes(need))
      .map((need) => new SceneError(file, START, SCENES.needsOther({ need }), suggestion(need, before)));
  });
}
