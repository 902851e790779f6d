/** Finds every mistake of a talk at once, for its author. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../errors/user-error.ts';
import { SCENES, SCRIPTS, STEPS } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { displayName, listFolders, noScene, sameId, unreadable } from './list-talk.ts';
import { patchMistakes } from './load-scenes.ts';
import { needMistakes } from './needs.ts';
import { readScene } from './parse-scene.ts';
import { commandOf, endsUnattended, needsPerson, stepsOf } from './scene.ts';
import type { LoadedScene, Position, Scene, Step } from './scene.ts';
import { Mistakes, SceneError } from './scene-error.ts';
import { lintTalkFiles } from './talk/talk-file.ts';
import { unownedIn } from './talk/unowned.ts';
import { withIdsOf } from './translation.ts';

export interface Linted {
  mistakes: UserError[];
  /** The scenes without a mistake, in the talk's order. */
  scenes: LoadedScene[];
}

/** @throws UserError if the folder cannot be read at all */
export async function lintTalk(directory: string): Promise<Linted> {
  const folders = await listFolders(directory);
  const file = await lintTalkFiles(directory, await readdir(directory));
  const mistakes: UserError[] = [...file.mistakes];
  const scenes: LoadedScene[] = [];
  let count = 0;
  for (const name of folders) {
    const folder = join(directory, name);
    // A link may point to something that is not a folder.
    const files = await readdir(folder).catch(() => undefined);
    if (!files || name.startsWith('.')) continue;
    if (!files.includes('scene.md')) {
      const mistake = missing(name, folder, files);
      if (mistake) mistakes.push(mistake);
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
  mistakes.push(...needMistakes(scenes));
  mistakes.push(...(await unownedIn(directory, scenes, file.talk.owns)));
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
      ? [...found, ...(await patchMistakes({ ...scene, folder })), ...idleWaits(scene), ...unplayable(scene)]
      : found;
    mistakes.push(...all.sort(({ position: one }, { position: other }) => one.line - other.line));
    if (found.length > 0) continue;
    if (name === 'scene.md') main = scene;
    else if (main && scene) mistakes.push(...differences(main, withIdsOf(main, scene)));
  }
  return main;
}

const WAITING = /^\s*(kubectl (rollout status|wait)|docker wait|sleep)\b[^;&|\n]*$/;

/** A step that only waits, but is not marked `wait`, makes every `goto` past its scene wait separately. */
function idleWaits(scene: Scene): SceneError[] {
  const mistakes = new Mistakes(scene.file);
  for (const step of stepsOf(scene)) {
    const idle = step.kind === 'command' && WAITING.test(step.command) && !step.background;
    if (!idle || step.wait || step.look || step.interactive) continue;
    mistakes.report(step.position, STEPS.onlyWaits({ step: step.name }), STEPS.markWait);
  }
  return mistakes.all;
}

/** Steps that a rehearsal cannot play: they need a person. */
function unplayable(scene: Scene): SceneError[] {
  const mistakes = new Mistakes(scene.file);
  for (const step of stepsOf(scene)) {
    if (step.kind !== 'command') continue;
    if (needsPerson(step))
      mistakes.report(step.position, SCRIPTS.nobodyTypes({ step: step.name }), SCRIPTS.sayWhatIsTyped);
    else if (step.ends && !endsUnattended(step))
      mistakes.report(step.position, SCRIPTS.neverEnds, SCRIPTS.addAfter);
  }
  return mistakes.all;
}

/** A translation changes the words, never the steps. */
function differences(main: Scene, other: Scene): SceneError[] {
  const wrong = (position: Position, problem: Text, remedy: Text) =>
    new SceneError(other.file, position, problem, remedy);
  const start = { line: 1, column: 1 };
  const { file } = main;
  if (main.id !== other.id)
    return [wrong(start, SCENES.otherId({ id: other.id, file }), SCENES.writeId(main))];
  const [ours, theirs] = [stepsOf(main), stepsOf(other)];
  const mistakes = theirs.flatMap((step, index) => {
    const model = ours[index];
    const named = { step: step.name, file };
    if (!model) return [wrong(step.position, SCENES.stepTooMany(named), SCENES.removeStep)];
    if (model.kind !== step.kind || commandOf(model) !== commandOf(step))
      return [wrong(step.position, SCENES.otherCommand(named), SCENES.copyCommand)];
    return attributesOf(model) === attributesOf(step)
      ? []
      : [wrong(step.position, SCENES.otherAttributes(named), SCENES.copyFirstLine)];
  });
  const missing = ours[theirs.length];
  if (missing) mistakes.push(wrong(start, SCENES.stepMissing({ step: missing.name, file }), SCENES.copyStep));
  return mistakes;
}

function attributesOf(step: Step): string {
  return JSON.stringify({
    ...step,
    name: undefined,
    script: step.kind === 'command' ? step.script.map(({ line }) => line) : undefined,
    position: undefined,
    notes: undefined,
    shown: undefined,
  });
}

/** Scenes are numbered: a folder with another name has files for the steps, unless a scene was meant. */
function missing(name: string, folder: string, files: string[]): UserError | undefined {
  const stray = files.find((file) => /^scene(\..+)?\.md$/i.test(file));
  if (stray)
    return new UserError(
      SCENES.noSceneBeside({ file: displayName(join(folder, stray)) }),
      SCENES.writeEnglish,
    );
  if (!/^\d/.test(name)) return undefined;
  return new UserError(SCENES.noSceneHere({ folder: displayName(folder) }), SCENES.writeScene);
}
