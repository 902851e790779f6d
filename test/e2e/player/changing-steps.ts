/** The steps of a talk that change the stage, and which of them have a check. */
import { changesState } from '../../../src/show/player/restore-stage.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { CommandStep, LoadedScene } from '../../../src/show/format/scene.ts';

export const hasCheck = ({ expectations }: CommandStep) => expectations.some(({ kind }) => kind === 'check');

export const changing = (scene: LoadedScene) =>
  stepsOf(scene).flatMap((step) => (step.kind === 'command' && changesState(step) ? [step] : []));

export function commands(
  scenes: readonly LoadedScene[],
  steps: (scene: LoadedScene) => CommandStep[],
): string[] {
  return scenes.flatMap(steps).map(({ command }) => command.replaceAll('\n', ' '));
}
