import { expect, test } from 'vitest';
import { cs } from '../../src/cli/language/cs.ts';
import { en, type MessageKey } from '../../src/cli/language/en.ts';
import { sayIn } from '../../src/cli/language/index.ts';
import { localeLanguage } from '../../src/cli/language/locale.ts';
import { pycont, scene, talkOf } from './pycont.ts';

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('both languages have the same messages with the same holes, and none is empty', () => {
  expect(Object.keys(cs).sort()).toEqual(Object.keys(en).sort());
  for (const key of Object.keys(en) as MessageKey[]) {
    expect(holes(cs[key]), key).toEqual(holes(en[key]));
    expect(cs[key].trim(), key).not.toBe('');
  }
});

test('a message is filled in; a language that is not known is English', () => {
  expect(sayIn('cs')('scene.next', { number: 2, title: 'Ahoj' })).toBe('scéna 2: Ahoj');
  expect(sayIn('xx')('scene.next', { number: 2, title: 'Hi' })).toBe('scene 2: Hi');
});

test.each([
  [{ LC_ALL: 'cs_CZ.UTF-8', LANG: 'en_US.UTF-8' }, 'cs'],
  [{ LC_ALL: '', LC_MESSAGES: 'cs', LANG: 'en_US' }, 'cs'],
  [{ LC_MESSAGES: 'en_US', LANG: 'cs_CZ' }, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'csb_PL' }, 'en'],
  [{}, 'en'],
])('the locale %j means %s', (env, language) => {
  expect(localeLanguage(env, ['en', 'cs'])).toBe(language);
});

test('--lang wins over the locale', async () => {
  const { env, scenes } = talkOf(scene('one', '\nNarrator: Hello.\n'));
  const next = (...args: string[]) => pycont(['--scenes', scenes, ...args], { ...env, LANG: 'cs_CZ.UTF-8' });
  expect((await next('scene', 'next')).stdout).toContain('scéna 1');
  await next('scene', 'reset');
  expect((await next('--lang', 'en', 'scene', 'next')).stdout).toContain('scene 1');
});
