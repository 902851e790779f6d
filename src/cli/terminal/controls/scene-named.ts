import { nearest } from '../../../system/nearest.ts';
import type { LoadedScene } from '../../../show/index.ts';

/** Finds a scene by its number or id, or by the beginning of its id. */
export function sceneNamed(name: string, scenes: readonly LoadedScene[]): LoadedScene | undefined {
  const exact = scenes.find(({ id, number }) => id === name || String(number) === name);
  const near = nearest(
    name,
    scenes.map(({ id }) => id),
  );
  return exact ?? scenes.find(({ id }) => id === near && id.startsWith(name));
}
