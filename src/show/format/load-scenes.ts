/** Reads a talk from its folder: one folder a scene, played in the order of their names. */
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UserError } from '../../errors/user-error.ts';
import { suggestion } from './suggestion.ts';
import { parseScene } from './parse-scene.ts';
import { SceneError } from './scene-error.ts';
import { stepsOf } from './scene.ts';
import type { LoadedScene, Scene } from './scene.ts';

/**
 * @param language other than `en`: `scene.<language>.md` is read where it stands, `scene.md` elsewhere
 * @throws SceneError for a mistake in a scene, UserError when there is no talk in the folder
 */
export async function loadScenes(directory: string, language = 'en'): Promise<LoadedScene[]> {
  const folders = await listFolders(directory);
  const scenes: LoadedScene[] = [];
  for (const folder of folders) {
    const path = join(directory, folder);
    const found = await readScene(path, language);
    if (!found) continue;
    const file = displayName(found.file);
    const scene: LoadedScene = { ...parseScene(found.text, file), number: scenes.length + 1, folder: path };
    const twin = scenes.find(({ id }) => id === scene.id);
    if (twin) {
      throw new UserError(
        `${file}: the id '${scene.id}' is already that of ${twin.file}`,
        'Give one of the scenes another id',
        { exitCode: 2 },
      );
    }
    const [wrong] = await patchMistakes(scene);
    if (wrong) throw wrong;
    scenes.push(scene);
  }
  if (scenes.length === 0) {
    throw new UserError(
      `There is no scene in ${directory}`,
      'Put each scene into a folder of its own: 01-hello/scene.md',
      { exitCode: 2 },
    );
  }
  return scenes;
}

/** @throws UserError that names the nearest id */
export function findScene(scenes: LoadedScene[], id: string): LoadedScene {
  const found = scenes.find((scene) => scene.id === id || String(scene.number) === id);
  if (found) return found;
  throw new UserError(
    `There is no scene '${id}'`,
    suggestion(
      id,
      scenes.map((scene) => scene.id),
    ),
    { exitCode: 2 },
  );
}

export async function listFolders(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .flatMap((entry) => (entry.isDirectory() || entry.isSymbolicLink() ? [entry.name] : []))
      .sort();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const fault =
      code === 'ENOENT' ? 'does not exist' : code === 'ENOTDIR' ? 'is no folder' : `cannot be read (${code})`;
    throw new UserError(
      `The scenes' folder ${directory} ${fault}`,
      'Name the folder of a talk with --scenes DIR',
      { exitCode: 2, cause },
    );
  }
}

async function readScene(
  folder: string,
  language: string,
): Promise<{ file: string; text: string } | undefined> {
  const names = language === 'en' ? ['scene.md'] : [`scene.${language}.md`, 'scene.md'];
  for (const name of names) {
    const file = join(folder, name);
    try {
      return { file, text: await readFile(file, 'utf8') };
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      throw unreadable(file, cause);
    }
  }
  return undefined;
}

export function unreadable(file: string, cause: unknown): UserError {
  const { code } = cause as NodeJS.ErrnoException;
  const remedy = 'Put a text file there that you may read';
  return new UserError(`${displayName(file)} cannot be read (${code})`, remedy, { exitCode: 2, cause });
}

/** Relative where that is shorter to read. */
export function displayName(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}

/** What is wrong with the patches that a scene applies, and with what it shows of them. */
export async function patchMistakes(scene: Scene & { folder: string }): Promise<SceneError[]> {
  const mistakes: SceneError[] = [];
  for (const step of stepsOf(scene)) {
    if (step.kind !== 'fix') continue;
    const patch = await readFile(join(scene.folder, step.patch), 'utf8').catch(() => undefined);
    if (patch === undefined) {
      const remedy = `Put it beside the scene: ${join(scene.folder, step.patch)}`;
      mistakes.push(new SceneError(scene.file, step.position, `the patch ${step.patch} is missing`, remedy));
      continue;
    }
    // What readers of the page see must be what happens.
    const lines = new Set(patch.split(/\r?\n/).map((line) => line.trimEnd()));
    step.shown.split('\n').forEach((line, index) => {
      if (!/^[+-]/.test(line) || lines.has(line.trimEnd())) return;
      const position = { line: step.position.line + 1 + index, column: 1 };
      const remedy = 'Copy the lines from the patch, or leave the block empty';
      mistakes.push(new SceneError(scene.file, position, `this line is not in ${step.patch}`, remedy));
    });
  }
  return mistakes;
}
