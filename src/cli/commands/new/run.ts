import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { shellQuote } from '../../../notation/index.ts';
import { storageError } from '../../../errors/storage-error.ts';
import { UserError } from '../../../errors/user-error.ts';
import { EXAMPLE_TALK } from './example-talk.ts';
import { TALK, translator } from '../../../messages/index.ts';
import type { Language } from '../../../messages/index.ts';
import { CZECH_EXAMPLE_TALK } from './example-talk-czech.ts';
import type { Settings } from '../../settings.ts';

const EXAMPLES: Record<Language, Record<string, string>> = { en: EXAMPLE_TALK, cs: CZECH_EXAMPLE_TALK };

/** Writes the example in the speaker's language. Never overwrites a file. */
export async function newTalk(name: string, { language }: Settings): Promise<void> {
  const folder = resolve(name);
  if (existsSync(folder)) throw new UserError(TALK.exists({ folder }), TALK.otherName, { exitCode: 2 });
  try {
    for (const [path, text] of Object.entries(EXAMPLES[language])) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  } catch (cause) {
    throw storageError(cause, folder);
  }
  const talk = shellQuote(name);
  process.stdout.write(
    `${translator(language)(TALK.made({ folder }))}\n\n  pycont lint ${talk}\n  pycont --scenes ${talk} rehearse\n  pycont --scenes ${talk} scene next\n`,
  );
}
