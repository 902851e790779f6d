import { globSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { cs } from '../../../src/cli/language/cs.ts';
import { en } from '../../../src/cli/language/en.ts';
import type { MessageKey } from '../../../src/cli/language/en.ts';
import { sayIn } from '../../../src/cli/language/index.ts';
import { loadLanguage } from '../../../src/cli/language/sentences.ts';
import { CLUSTER, STAGE } from '../../../src/messages/index.ts';
import { localeLanguage } from '../../../src/cli/language/locale.ts';
import { describeExpectation } from '../../../src/show/player/expectations.ts';
import type { Expectation } from '../../../src/show/format/scene.ts';
import { pycont, scene, step, talkOf } from '../pycont.ts';
import { Terminal } from '../terminal.ts';

beforeAll(() => loadLanguage('cs'));

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('both languages have the same messages with the same holes, and none is empty', () => {
  expect(Object.keys(cs).sort()).toEqual(Object.keys(en).sort());
  for (const key of Object.keys(en) as MessageKey[]) {
    expect(holes(cs[key]), key).toEqual(holes(en[key]));
    expect(cs[key].trim(), key).not.toBe('');
  }
});

test('every message is said somewhere', () => {
  const files = globSync('src/cli/**/*.{ts,tsx}', { exclude: ['src/cli/language/{en,cs}.ts'] });
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const said = (key: string) => source.includes(`'${key}'`) || source.includes(`\`${key.split('.')[0]}.\${`);
  expect(Object.keys(en).filter((key) => !said(key))).toEqual([]);
});

test('a message is filled in; a language that is not known is English', () => {
  expect(sayIn('cs')('scene.next', { number: 2, title: 'Ahoj' })).toBe('scéna 2: Ahoj');
  expect(sayIn('xx')('scene.next', { number: 2, title: 'Hi' })).toBe('scene 2: Hi');
});

test('what the show reports in English is told in Czech, its values carried over', () => {
  const { tell, time } = sayIn('cs');
  expect(tell('a duration > 9.0 s within 1 min')).toBe('doba > 9,0 s do 1 min');
  expect(tell('it ended with exit code 7: boom')).toBe('skončilo to s návratovým kódem 7: boom');
  expect(tell(STAGE.chosen({ stage: 'embedded', why: CLUSTER.noKubeconfig }))).toBe(
    'Prostředí embedded: není tu kubeconfig',
  );
  expect(tell('NAME   READY')).toBe('NAME   READY');
  expect(time(800)).toBe('0,8 s');
  expect(sayIn('en').tell('no output')).toBe('no output');
});

const EXPECTATIONS: Expectation[] = [
  { kind: 'exit', code: 0 },
  { kind: 'exit', code: 'nonzero' },
  { kind: 'contains', text: 'x' },
  { kind: 'excludes', text: 'x' },
  { kind: 'matches', pattern: 'x' },
  { kind: 'empty' },
  { kind: 'duration', operator: '<', ms: 800 },
  { kind: 'check', command: 'x' },
];

test.each(EXPECTATIONS)('an expectation of $kind is told in Czech', (expectation) => {
  const english = describeExpectation(expectation);
  expect(sayIn('cs').tell(english)).not.toBe(english);
  expect(sayIn('cs').tell(`${english} within 2 s`)).toBe(`${sayIn('cs').tell(english)} do 2 s`);
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
    ['!', 'Zpět v představení'],
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
  const english = Object.values(en).flatMap((text) => text.split(/\{\w+\}/).map((part) => part.trim()));
  for (const words of [...english, 'exit code', 'output', 'contains', 'stage'].filter(
    (text) => text.length > 5,
  ))
    if (!Object.values(cs).some((text) => text.includes(words)))
      expect(terminal.text, words).not.toContain(words);
});
