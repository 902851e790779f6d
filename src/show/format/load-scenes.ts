/** Reads all scenes of a talk, as they are played. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../errors/user-error.ts';
import { SCENES } from '../../messages/index.ts';
import { readTalk } from './list-talk.ts';
import { suggestion } from './suggestion.ts';
import { parseScene, readScene } from './parse-scene.ts';
import { Mistakes } from './scene-error.ts';
import type { SceneError } from './scene-error.ts';
import { stepsOf } from './scene.ts';
import type { LoadedScene, Scene } from './scene.ts';
import { withIdsOf } from './translation.ts';

/**
 * @param language other than `en`: `scene.<language>.md` is read where it exists, `scene.md` elsewhere
 * @throws SceneError for a mistake in a scene, UserError if there is no talk in the folder
 */
export async function loadScenes(directory: string, language = 'en'): Promise<LoadedScene[]> {
  const scenes = await readTalk(directory, language, parseScene);
  for (const scene of scenes) {
    const [wrong] = await patchMistakes(scene);
    if (wrong) throw wrong;
  }
  return Promise.all(scenes.map(withSharedIds));
}

async function withSharedIds(scene: LoadedScene): Promise<LoadedScene> {
  if (basename(scene.file) === 'scene.md') return scene;
  const text = await readFile(join(scene.folder, 'scene.md'), 'utf8').catch(() => '');
  const main = readScene(text, 'scene.md').scene;
  return main ? { ...scene, ...withIdsOf(main, scene) } : scene;
}

/** @throws UserError that suggests the nearest id */
export function findScene(scenes: LoadedScene[], id: string): LoadedScene {
  const found = scenes.find((scene) => scene.id === id || String(scene.number) === id);
  if (found) return found;
  const ids = scenes.map((scene) => scene.id);
  throw new UserError(SCENES.unknown({ scene: id }), suggestion(id, ids), { exitCode: 2 });
}

/** Mistakes in the patches that a scene applies, and in what it shows of them. */
export async function patchMistakes(scene: Scene & { folder: string }): Promise<SceneError[]> {
  const mistakes = new Mistakes(scene.file);
  const { report } = mistakes;
  for (const step of stepsOf(scene)) {
    if (step.kind !== 'fix') continue;
    const patch = await readFile(join(scene.folder, step.patch), 'utf8').catch(() => undefined);
    if (patch === undefined) {
      const file = join(scene.folder, step.patch);
      report(step.position, SCENES.noPatch({ patch: step.patch }), SCENES.putPatch({ file }));
      continue;
    }
    // What readers of the scene see must be what is applied.
    const lines = new Set(patch.split(/\r?\n/).map((line) => line.trimEnd()));
    step.shown.split('\n').forEach((line, index) => {
      if (!/^[+-]/.test(line) || lines.has(line.trimEnd())) return;
      const position = { line: step.position.line + 1 + index, column: 1 };
      report(position, SCENES.notInPatch({ patch: step.patch }), SCENES.copyPatch);
    });
  }
  return mistakes.all;
}
