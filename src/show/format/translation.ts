/** A scene in another language: its steps have translated names, but the ids of those in scene.md, for the journal. */
import { commandOf, stepsOf } from './scene.ts';
import type { Scene, Step } from './scene.ts';

/** @returns the translation; each step that does the same as the step in its place gets the id of that step */
export function withIdsOf(main: Scene, translation: Scene): Scene {
  const models = stepsOf(main);
  const ids = new Map<string, string>();
  stepsOf(translation).forEach((step, index) => {
    const model = models[index];
    if (model && doTheSame(model, step)) ids.set(step.id, model.id);
  });
  const idOf = (id: string) => ids.get(id) ?? id;
  const renamed = (step: Step): Step =>
    step.kind === 'stop'
      ? { ...step, id: idOf(step.id), background: idOf(step.background) }
      : { ...step, id: idOf(step.id) };
  const items = translation.items.map((item) =>
    item.kind === 'step' ? { ...item, step: renamed(item.step) } : item,
  );
  return { ...translation, items };
}

/** The `stop` of a translation uses the translated name of its background step. */
function doTheSame(one: Step, other: Step): boolean {
  return one.kind === other.kind && (one.kind === 'stop' || commandOf(one) === commandOf(other));
}
