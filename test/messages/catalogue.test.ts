/** What holds for every entry of the catalogue, and Czech typography for all that it can come to. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import * as catalogue from '../../src/messages/index.ts';
import type { Entry } from '../../src/messages/message.ts';
import { namesOf, rendered, wordingsOf } from './wordings.ts';

vi.mock('../../src/messages/message.ts', async (original) => ({
  ...(await original<object>()),
  area: (name: string, entries: object) => ({ areaName: name, ...entries }),
}));

const AREAS = Object.entries(catalogue).flatMap(([constant, value]) =>
  typeof value === 'object' && 'areaName' in value
    ? [{ constant, entries: Object.entries(value).filter(([key]) => key !== 'areaName') }]
    : [],
) as unknown as { constant: string; entries: [string, Entry<never>][] }[];
const ENTRIES = AREAS.flatMap(({ constant, entries }) =>
  entries.map(([key, entry]) => ({ key: `${constant}.${key}`, entry })),
);

test('every area goes through the door, under a name of its own', () => {
  const files = globSync('src/messages/**/*.ts');
  const made = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export const (\w+) = area\('([\w.-]+)'/gm)].map(
      ([, constant, name]) => ({ constant, name }),
    ),
  );
  expect(AREAS.map(({ constant }) => constant).sort()).toEqual(made.map(({ constant }) => constant).sort());
  expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
});

/** Its values are the languages. */
const CARRIED = 'SYSTEM.said';

test.each(ENTRIES.filter(({ key }) => key !== CARRIED))(
  '$key takes the same values in both languages, and is worded in both',
  ({ entry }) => {
    const { en, cs } = wordingsOf(entry);
    expect(namesOf(cs)).toEqual(namesOf(en));
    const all = rendered(entry);
    expect(all).not.toEqual([]);
    for (const texts of all) expect(texts).toEqual({ en: expect.any(String), cs: expect.any(String) });
  },
);

test('every entry is said somewhere', () => {
  const files = globSync('src/**/*.{ts,tsx}', { exclude: ['src/messages/**'] });
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const said = (key: string) =>
    new RegExp(`\\b${key.replace('.', '\\.')}\\b`).test(source) || source.includes(`${key.split('.')[0]}[`);
  expect(ENTRIES.map(({ key }) => key).filter((key) => !said(key))).toEqual([]);
});

/** Each is a mistake of typography. What stands on a command line, or in a file, is left out before. */
const MISTAKES: [what: string, mistake: RegExp][] = [
  ['a line may break after a word of one letter', /(?<=^|(?<!\d)[ \n\u{A0}]|[(„])[AaIiKkOoSsUuVvZz] (?=\S)/u],
  ['a line may break before a unit', /\d (ms|s|min|h|d|%|kB|MB|GB|B|req\/s)(?![\p{L}\d])/u],
  ['a straight quote', /"/],
  ['an apostrophe for a quote', /(?<![\p{L}\d])'|'(?![\p{L}\d])/u],
  ['an English quote', /[“][\p{L}\d]|”/u],
  ['a decimal point', /\d\.\d+[ \u{A0}](ms|s|min|%)/u],
  ['a preposition without its vowel', /(?<!\p{L})[zvsk][ \u{A0}](?:[234]|1[234]|[234]\d|1\d\d)(?!\d)/iu],
  ['a preposition with a vowel too many', /(?<!\p{L})[zvk]e (?:[1589]|1[01589]|[589]\d)(?!\d)/iu],
];

/** As they are typed, with the quotes that a shell, YAML or a scene wants. */
const CODE = [/\$\([^)]*\)/g, /\S*=("[^"]*"|'[^']*')/g, /'[^']*[<>][^']*'/g, /eval "[^"]*"/g];

test.each(MISTAKES)('in no Czech wording there is %s', (_what, mistake) => {
  const wrong = ENTRIES.flatMap(({ key, entry }) =>
    rendered(entry)
      .map(({ cs }) => CODE.reduce((text, code) => text.replace(code, 'code'), cs))
      .filter((text) => mistake.test(text))
      .slice(0, 1)
      .map((text) => `${key}: ${text}`),
  );
  expect(wrong).toEqual([]);
});

test('a quote that is opened is closed', () => {
  const wrong = ENTRIES.filter(({ entry }) =>
    rendered(entry).some(({ cs }) => cs.split('„').length !== cs.split('“').length),
  );
  expect(wrong.map(({ key }) => key)).toEqual([]);
});
