/** What is not in the catalogue yet: what is wrong with a policy. */
import { globSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { CZECH as LANGUAGE } from '../../../src/cli/language/czech/index.ts';
import { loadLanguage, tellIn } from '../../../src/cli/language/sentences.ts';
import { ENGLISH, UNCONVERTED } from '../../messages/bypassing.ts';
import { skeletonOf, textsOf } from '../../messages/source.ts';

const { areas: CZECH } = LANGUAGE;
const SENTENCES = Object.values(CZECH).flatMap((area) => Object.entries(area));
const KNOWN = new Set(SENTENCES.map(([english]) => skeletonOf(english)));

beforeAll(() => loadLanguage('cs'));

test.each(globSync(UNCONVERTED))('all that %s says to a person has a Czech sentence', (file) => {
  const english = new Set<string>(Object.values(ENGLISH).flat());
  const { spoken } = textsOf(file, KNOWN);
  expect([...spoken].filter((text) => !KNOWN.has(text) && !english.has(text))).toEqual([]);
});

test('every Czech sentence is of an English one that is there', () => {
  const texts = globSync(UNCONVERTED).flatMap((file) => [...textsOf(file, KNOWN).all]);
  // The last value of a text may be empty.
  const alive = new Set(texts.flatMap((text) => [text, text.replace(/ ?\{\}$/, ''), `${text} {}`]));
  expect([...KNOWN].filter((text) => !alive.has(text))).toEqual([]);
});

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('a Czech sentence carries over the values of the English one; none is empty or there twice', () => {
  for (const [english, czech] of SENTENCES) {
    expect(holes(czech), english).toEqual(holes(english));
    expect(czech.trim(), english).not.toBe('');
  }
  const keys = SENTENCES.map(([english]) => english);
  const twice = keys.filter((english, index) => keys.indexOf(english) < index);
  for (const english of twice)
    expect(
      new Set(SENTENCES.filter(([key]) => key === english).map(([, czech]) => czech)).size,
      english,
    ).toBe(1);
});

test('every sentence is told as itself, whatever others are like it', () => {
  const tell = tellIn('cs');
  const fill = (text: string) =>
    text.replace(/\{(\w+?)\d*\}/g, (_hole, name: string) => (name === 'time' ? '3 s' : '7'));
  for (const [english, czech] of SENTENCES) expect(tell(fill(english)), english).toBe(fill(czech));
});
