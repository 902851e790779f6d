/** A scene in another language: names of steps are for people, and their ids, which the journal has, are scene.md's. */
import { commandOf, stepsOf } from './scene.ts';
import type { Scene, Step } from './scene.ts';

/** @returns the translation, each step that does what the one in its place does with that one's id */
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

/** A stop names its background step as its own language does. */
function doTheSame(one: Step, other: Step): boolean {
  return one.kind === other.kind && (one.kind === 'stop' || commandOf(one) === commandOf(other));
}
