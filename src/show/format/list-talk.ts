/** Finds the scenes of a talk: one folder a scene, played in the order of their names. */
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UserError } from '../../errors/user-error.ts';
import { linesOf, parseFrontMatter } from './front-matter.ts';
import { Mistakes } from './scene-error.ts';
import type { ListedScene, Place } from './scene.ts';

/**
 * The scenes by their front matter alone, which takes a fraction of the time.
 * @throws SceneError for a mistake in a front matter, UserError when there is no talk in the folder
 */
export function listTalk(directory: string, language = 'en'): Promise<ListedScene[]> {
  return readTalk(directory, language, (text, file) => {
    const mistakes = new Mistakes(file);
    const lines = linesOf(text, mistakes.report);
    const matter = lines && parseFrontMatter(lines, mistakes.report).matter;
    if (!matter) throw mistakes.all[0]!;
    return { ...matter, file };
  });
}

/**
 * @param language other than `en`: `scene.<language>.md` is read where it stands, `scene.md` elsewhere
 * @param read reads the text of one file, by the name that messages have for it
 */
export async function readTalk<T extends { id: string; file: string }>(
  directory: string,
  language: string,
  read: (text: string, file: string) => T,
): Promise<(T & Place)[]> {
  const scenes: (T & Place)[] = [];
  for (const name of await listFolders(directory)) {
    const folder = join(directory, name);
    const found = await readText(folder, language);
    if (!found) continue;
    const scene = { ...read(found.text, displayName(found.file)), number: scenes.length + 1, folder };
    const twin = scenes.find(({ id }) => id === scene.id);
    if (twin) throw sameId(scene, twin);
    scenes.push(scene);
  }
  if (scenes.length === 0) throw noScene(directory);
  return scenes;
}

export function sameId(scene: { id: string; file: string }, twin: { file: string }): UserError {
  return new UserError(
    `${scene.file}: the id '${scene.id}' is already that of ${twin.file}`,
    'Give one of the scenes another id',
    { exitCode: 2 },
  );
}

export function noScene(directory: string): UserError {
  return new UserError(
    `There is no scene in ${directory}`,
    'Put each scene into a folder of its own: 01-hello/scene.md',
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

async function readText(
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
