import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { shellQuote } from '../../../notation/index.ts';
import { storageError } from '../../../errors/storage-error.ts';
import { UserError } from '../../../errors/user-error.ts';
import { EXAMPLE_TALK } from './example-talk.ts';
import { tellIn } from '../../language/sentences.ts';
import type { Settings } from '../../settings.ts';

/** Never writes over anything. */
export async function newTalk(name: string, { language }: Settings): Promise<void> {
  const folder = resolve(name);
  if (existsSync(folder)) {
    throw new UserError(`${folder} is there already`, 'Choose another name', { exitCode: 2 });
  }
  try {
    for (const [path, text] of Object.entries(EXAMPLE_TALK)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  } catch (cause) {
    throw storageError(cause, folder);
  }
  const talk = shellQuote(name);
  process.stdout.write(
    `${tellIn(language)(`A talk of two scenes is in ${folder}`)}\n\n  pycont lint ${talk}\n  pycont --scenes ${talk} rehearse\n  pycont --scenes ${talk} scene next\n`,
  );
}
