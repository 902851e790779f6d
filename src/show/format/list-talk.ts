/** Finds the scenes of a talk: one folder a scene, played in the order of their names. */
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UserError } from '../../errors/user-error.ts';
import { SCENES } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { linesOf, parseFrontMatter } from './front-matter.ts';
import { Mistakes } from './scene-error.ts';
import type { ListedScene, Place } from './scene.ts';

/**
 * Reads only the front matter of each scene, which takes a fraction of the time.
 * @throws SceneError for a mistake in a front matter, UserError if there is no talk in the folder
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
 * @param language other than `en`: `scene.<language>.md` is read where it exists, `scene.md` elsewhere
 * @param read parses the text of one file; `file` is its name in messages
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

export function sameId({ id, file }: { id: string; file: string }, twin: { file: string }): UserError {
  return new UserError(SCENES.sameId({ id, file, other: twin.file }), SCENES.giveOtherId, { exitCode: 2 });
}

export function noScene(directory: string): UserError {
  return new UserError(SCENES.none({ folder: directory }), SCENES.makeFolders, { exitCode: 2 });
}

export async function listFolders(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .flatMap((entry) => (entry.isDirectory() || entry.isSymbolicLink() ? [entry.name] : []))
      .sort();
  } catch (cause) {
    throw new UserError(folderFault(directory, cause), SCENES.nameFolder, { exitCode: 2, cause });
  }
}

function folderFault(folder: string, cause: unknown): Text {
  const code = codeOf(cause);
  if (code === 'ENOENT') return SCENES.folderMissing({ folder });
  return code === 'ENOTDIR' ? SCENES.notFolder({ folder }) : SCENES.folderUnreadable({ folder, code });
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
      const code = codeOf(cause);
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      throw unreadable(file, cause);
    }
  }
  return undefined;
}

export function unreadable(file: string, cause: unknown): UserError {
  const fault = SCENES.unreadable({ file: displayName(file), code: codeOf(cause) });
  return new UserError(fault, SCENES.putTextFile, { exitCode: 2, cause });
}

function codeOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code ?? message;
}

/** Relative to the working directory, for a file inside it. */
export function displayName(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}
