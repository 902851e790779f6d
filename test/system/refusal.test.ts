import { expect, test } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { EMBEDDED, SYSTEM, translator } from '../../src/messages/index.ts';
import { refusal } from '../../src/system/detached-program.ts';

/** As the starter reads it and its person does. */
function read(word: string): string[] {
  const why = SYSTEM.said(JSON.parse(word) as { en: string; cs: string });
  const message = SYSTEM.notStarted({ program: 'daemon', why });
  return [translator('en')(message), translator('cs')(message)];
}

test('why a program cannot start reaches its starter in the language of the person who reads it', () => {
  const why = new UserError(EMBEDDED.notInstalled({ programs: 'k s' }), EMBEDDED.installUtilLinux);
  expect(read(refusal(why))).toEqual([
    'The daemon did not start: not installed: k s',
    'Program daemon nenaběhl: není nainstalováno: k s',
  ]);
});

test('what is no mistake of a person is carried over as it is', () => {
  expect(read(refusal(new Error('no mistake')))).toEqual([
    'The daemon did not start: no mistake',
    'Program daemon nenaběhl: no mistake',
  ]);
});
