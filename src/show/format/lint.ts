/** Every mistake of a talk at once, for whoever writes it. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors/user-error.ts';
import { displayName, listFolders, noScene, sameId, unreadable } from './list-talk.ts';
import { patchMistakes } from './load-scenes.ts';
import { readScene } from './parse-scene.ts';
import { commandOf, stepsOf } from './scene.ts';
import type { LoadedScene, Scene, Step } from './scene.ts';
import { Mistakes, SceneError } from './scene-error.ts';
import { withIdsOf } from './translation.ts';

export interface Linted {
  mistakes: UserError[];
  /** Those without a mistake, in the talk's order. */
  scenes: LoadedScene[];
}

/** @throws UserError when the folder cannot be read at all */
export async function lintTalk(directory: string): Promise<Linted> {
  const mistakes: UserError[] = [];
  const scenes: LoadedScene[] = [];
  let count = 0;
  for (const name of await listFolders(directory)) {
    const folder = join(directory, name);
    // Not a folder: a link that leads to something else.
    const files = await readdir(folder).catch(() => undefined);
    if (!files || name.startsWith('.')) continue;
    if (!files.includes('scene.md')) {
      mistakes.push(missing(folder, files));
      continue;
    }
    count += 1;
    const scene = await lintScene(folder, files, mistakes);
    if (!scene) continue;
    const twin = scenes.find(({ id }) => id === scene.id);
    if (twin) mistakes.push(sameId(scene, twin));
    scenes.push({ ...scene, folder, number: count });
  }
  if (count === 0) mistakes.push(noScene(directory));
  return { mistakes, scenes };
}

async function lintScene(folder: string, files: string[], mistakes: UserError[]): Promise<Scene | undefined> {
  let main: Scene | undefined;
  for (const name of ['scene.md', ...files.filter((file) => /^scene\.[a-z]+\.md$/.test(file)).sort()]) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8').catch((cause: unknown) => unreadable(path, cause));
    if (text instanceof UserError) {
      mistakes.push(text);
      continue;
    }
    const { scene, mistakes: found } = readScene(text, displayName(path));
    const all = scene
      ? [...found, ...(await patchMistakes({ ...scene, folder })), ...idleWaits(scene)]
      : found;
    mistakes.push(...all.sort(({ position: one }, { position: other }) => one.line - other.line));
    if (found.length > 0) continue;
    if (name === 'scene.md') main = scene;
    else if (main && scene) mistakes.push(...differences(main, withIdsOf(main, scene)));
  }
  return main;
}

const WAITING = /^\s*(kubectl (rollout status|wait)|docker wait|sleep)\b[^;&|\n]*$/;

/** What only waits would be waited for at every scene on the way, each time that the world is brought back. */
function idleWaits(scene: Scene): SceneError[] {
  const mistakes = new Mistakes(scene.file);
  for (const step of stepsOf(scene)) {
    const idle = step.kind === 'command' && WAITING.test(step.command) && !step.background;
    if (!idle || step.wait || step.look || step.interactive) continue;
    const remedy = 'Mark it wait, or look if it need not hold at the start of later scenes';
    mistakes.report(step.position, `the step '${step.name}' only waits`, remedy);
  }
  return mistakes.all;
}

/** A translation changes the words, never what happens. */
function differences(main: Scene, other: Scene): SceneError[] {
  const wrong = (position: { line: number; column: number }, problem: string, remedy: string) =>
    new SceneError(other.file, position, problem, remedy);
  const start = { line: 1, column: 1 };
  if (main.id !== other.id)
    return [wrong(start, `the id '${other.id}' is not that of ${main.file}`, `Write id: ${main.id}`)];
  const [ours, theirs] = [stepsOf(main), stepsOf(other)];
  const mistakes = theirs.flatMap((step, index) => {
    const model = ours[index];
    if (!model)
      return [wrong(step.position, `the step '${step.name}' is not in ${main.file}`, 'Take it out')];
    if (model.kind !== step.kind || commandOf(model) !== commandOf(step))
      return [
        wrong(
          step.position,
          `the step '${step.name}' does not do what it does in ${main.file}`,
          'Copy the command from there',
        ),
      ];
    return attributesOf(model) === attributesOf(step)
      ? []
      : [
          wrong(
            step.position,
            `the step '${step.name}' has not the attributes that it has in ${main.file}`,
            'Copy its first line from there',
          ),
        ];
  });
  const missing = ours[theirs.length];
  if (missing)
    mistakes.push(
      wrong(start, `the step '${missing.name}' of ${main.file} is missing`, 'Copy it from there'),
    );
  return mistakes;
}

function attributesOf(step: Step): string {
  return JSON.stringify({
    ...step,
    name: undefined,
    position: undefined,
    notes: undefined,
    shown: undefined,
  });
}

function missing(folder: string, files: string[]): UserError {
  const stray = files.find((file) => /^scene\..+\.md$/.test(file));
  return stray
    ? new UserError(
        `${displayName(join(folder, stray))}: there is no scene.md beside it`,
        'Write the scene in English first: scene.md',
      )
    : new UserError(
        `${displayName(folder)}: there is no scene.md in this folder`,
        'Write one, or take the folder out of the talk',
      );
}
