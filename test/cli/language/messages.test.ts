import { expect, test } from 'vitest';
import { KEYS, PLAYER, translator } from '../../../src/messages/index.ts';
import type { Text } from '../../../src/messages/index.ts';
import { localeLanguage } from '../../../src/cli/language/locale.ts';
import { describeExpectation, notWithin } from '../../../src/show/player/expectations.ts';
import type { Expectation } from '../../../src/show/format/scene.ts';
import { pycont, scene, step, talkOf } from '../pycont.ts';
import { Terminal } from '../terminal.ts';

const [english, czech] = [translator('en'), translator('cs')];

const EXPECTATIONS: [expectation: Expectation, wording: string][] = [
  [{ kind: 'exit', code: 0 }, 'návratový kód 0'],
  [{ kind: 'exit', code: 'nonzero' }, 'jiný návratový kód než 0'],
  [{ kind: 'contains', text: 'no output' }, 'výstup, který obsahuje „no output“'],
  [{ kind: 'excludes', text: 'k s v' }, 'výstup bez „k s v“'],
  [{ kind: 'matches', pattern: '^1 s$' }, 'výstup, který odpovídá /^1 s$/'],
  [{ kind: 'empty' }, 'nic na standardním výstupu'],
  [{ kind: 'duration', operator: '<', ms: 800 }, 'doba < 0,8\u{A0}s'],
  [{ kind: 'check', command: 'exit code 0' }, 'splněno: exit code 0'],
];

test.each(EXPECTATIONS)(
  'what is expected is worded in Czech, but what a person wrote: %j',
  (each, wording) => {
    const expected = describeExpectation(each);
    expect(czech(expected)).toBe(wording);
    const [late] = notWithin([{ expected, got: 'no output' }], 90_000);
    expect(czech(late!.expected)).toBe(`do 1\u{A0}min 30\u{A0}s: ${wording}`);
    expect(english(late!.expected)).toBe(`${english(expected)} within 1 min 30 s`);
    expect(czech(late!.got)).toBe('no output');
  },
);

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

test('whatever key is pressed, the player says nothing of its own in English', async () => {
  const { env, scenes } = talkOf(
    scene('jedna', `\nNarrator: Ahoj.\n${step('name=krok exit=0 contains="ano"', 'exit 3')}`),
    scene('dva', step('name=dva exit=0', 'true')),
  );
  const terminal = new Terminal(['--lang', 'cs', '--scenes', scenes, 'scene', 'next'], {
    ...env,
    SHELL: '/bin/true',
  });
  await terminal.sees('↵');
  for (const [keys, then] of [
    ['?', 'Klávesy'],
    ['q', '↵'],
    ['b', 'Co už bylo'],
    ['q', '↵'],
    ['g', 'číslo nebo id'],
    ['nic\r', 'Scéna nic tu není'],
    ['\u0003', '↵'],
    ['u', 'Vzít scénu jedna zpět?'],
    ['n', '↵'],
    ['!', 'Zpět v\u{A0}představení'],
    ['\r', 'exit 3 ↵'],
    ['e', 'úprava'],
    ['\u0003', '↵'],
    ['p', 'žádná zkouška nezaznamenala'],
    ['\r', 'r znovu'],
    ['s', 'přeskočeno'],
    ['\r', 'true ↵'],
    ['q', 'Přerušeno na začátku scény dva'],
  ] as const) {
    terminal.press(keys);
    await terminal.sees(then);
  }
  await terminal.ends();
  const english = spoken('en');
  const czech = spoken('cs');
  for (const words of [...english, 'exit code', 'output', 'contains', 'stage'].filter(
    (text) => text.length > 5,
  ))
    if (!czech.some((text) => text.includes(words))) expect(terminal.text, words).not.toContain(words);
});

/** What the player may say, without the values in it. */
function spoken(language: 'en' | 'cs'): string[] {
  const names = 'scene step name stage shell id title day clock budget over number'.split(' ');
  const values = {
    ...Object.fromEntries(names.map((name) => [name, '|'])),
    ms: 90_000,
    budgetMs: 1_000,
  };
  const translate = translator(language);
  return [...Object.values(KEYS), ...Object.values(PLAYER)]
    .map((each) => (typeof each === 'function' ? (each as (all: object) => Text)(values) : each))
    .flatMap((text) => translate(text).split(/\||\d[\d.,]*\s(?:ms|s|min)/))
    .map((part) => part.trim());
}
