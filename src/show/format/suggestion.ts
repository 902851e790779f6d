import { SCENES } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { nearest } from '../../system/nearest.ts';

/** Suggests the nearest name, or lists all names if none is near. */
export function suggestion(word: string, names: readonly string[]): Text {
  const near = nearest(word, names);
  return near === undefined ? SCENES.choice({ names }) : SCENES.nearest({ near, names });
}
