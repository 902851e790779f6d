/** Reads `talk.md`, in the talk's folder: the title, and what the talk owns. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NAMESPACE } from '../../../notation/index.ts';
import { TALK_FILE } from '../../../messages/index.ts';
import type { Owned } from '../../../stage/index.ts';
import { linesOf, readFrontMatter, textIn } from '../front-matter.ts';
import { displayName, unreadable } from '../list-talk.ts';
import { Mistakes } from '../scene-error.ts';
import type { SceneError } from '../scene-error.ts';
import { ownedIn } from './owned.ts';

export interface TalkFile {
  /** undefined without a talk.md. */
  title?: string;
  owns: Owned;
}

/** What a talk without a talk.md owns. */
const DEFAULT_OWNED: Owned = {
  namespaces: [NAMESPACE],
  customresourcedefinitions: ['latencyscalers.pycont.dev'],
  containers: ['kad', 'redis'],
  networks: [NAMESPACE],
};

interface Found {
  /** As far as it could be read. */
  talk: TalkFile;
  mistakes: SceneError[];
}

/** @throws SceneError for a mistake in it, UserError when it cannot be read */
export async function loadTalkFile(directory: string, language = 'en'): Promise<TalkFile> {
  const talk = await readTalkFile(join(directory, 'talk.md'), parseTalkFile);
  if (talk.mistakes[0]) throw talk.mistakes[0];
  if (language === 'en') return talk.talk;
  const other = await readTalkFile(join(directory, `talk.${language}.md`), parseTranslation);
  if (other.mistakes[0]) throw other.mistakes[0];
  const { title } = other.talk;
  return { ...talk.talk, ...(title === undefined ? {} : { title }) };
}

/** For its author: every mistake of `talk.md` and its translations. @param files names in the folder */
export async function lintTalkFiles(directory: string, files: readonly string[]): Promise<Found> {
  const main = await readTalkFile(join(directory, 'talk.md'), parseTalkFile);
  const { talk, mistakes } = main;
  for (const name of files.filter((file) => /^talk\.[a-z]+\.md$/.test(file)).toSorted())
    mistakes.push(...(await readTalkFile(join(directory, name), parseTranslation)).mistakes);
  return { talk, mistakes };
}

type Parse = (text: string, file: string) => Found;

async function readTalkFile(path: string, parse: Parse): Promise<Found> {
  try {
    return parse(await readFile(path, 'utf8'), displayName(path));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(path, cause);
    return { talk: { owns: DEFAULT_OWNED }, mistakes: [] };
  }
}

/** @param file its name in messages */
export function parseTalkFile(text: string, file: string): Found {
  return parse(text, file, ['title', 'owns']);
}

/** A translation changes words, never what the talk owns. */
function parseTranslation(text: string, file: string): Found {
  return parse(text, file, ['title']);
}

function parse(text: string, file: string, keys: string[]): Found {
  const found = new Mistakes(file);
  const { report } = found;
  const lines = linesOf(text, report);
  const values = lines && readFrontMatter(lines, keys, TALK_FILE.example, report).matter;
  const title = values && textIn(values.get('title'), report);
  if (values && !values.has('title')) report({ line: 1, column: 1 }, TALK_FILE.noTitle, TALK_FILE.example);
  const owns = ownedIn(values?.get('owns'), report);
  return { talk: { owns, ...(title === undefined ? {} : { title }) }, mistakes: found.all };
}
