/** Every wording of the catalogue, filled in with values of all kinds. */
import { FORMATS } from '../../src/messages/formats.ts';
import { LANGUAGES } from '../../src/messages/languages.ts';
import type { Language } from '../../src/messages/languages.ts';
import type { Entry, Wording } from '../../src/messages/message.ts';

type Value = number | string | readonly string[] | undefined;
type Values = Record<string, Value>;
type Wordings = Record<Language, string | Wording<Values>>;

/** What a value may be: counts and milliseconds, words, words in a list, or nothing. */
const NUMBERS = [2, 1, 3, 4, 5, 7, 12, 100, 2_500, 120_000, 180_000];
const KINDS: readonly (readonly Value[])[] = [NUMBERS, ['Xyz', '3:00'], [undefined]];
const LISTS: readonly Value[] = [['Xyz', 'Uvw']];

export function wordingsOf(entry: Entry<never>): Wordings {
  return entry.wordings as Wordings;
}

/** The names of the values that a wording takes. */
export function namesOf(wording: Wordings[Language]): string[] {
  if (typeof wording === 'string') return [];
  const names = new Set<string>();
  const values = new Proxy({} as Values, {
    get: (_values, name) => {
      names.add(String(name));
      return undefined;
    },
  });
  try {
    wording(values, FORMATS.en);
  } catch {
    // Its values have been named before it makes anything of them.
  }
  return [...names].sort();
}

/** What the entry comes to, in each language, with all values that it takes. */
export function rendered(entry: Entry<never>): Record<Language, string>[] {
  const wordings = wordingsOf(entry);
  const names = namesOf(wordings.en);
  if (names.length === 0) return [inBoth(wordings, {})];
  const plain = withKinds(wordings, names, KINDS);
  // Most can take a list for a word.
  return plain.length > 0 ? plain : withKinds(wordings, names, [...KINDS, LISTS]);
}

function withKinds(
  wordings: Wordings,
  names: readonly string[],
  kindsOfOne: typeof KINDS,
): Record<Language, string>[] {
  const found = kindsOf(names, kindsOfOne).flatMap((kinds) => {
    const many = Math.max(...kinds.map((kind) => kind.length));
    const values = Array.from({ length: many }, (_, index) =>
      Object.fromEntries(names.map((name, at) => [name, kinds[at]![index % kinds[at]!.length]])),
    );
    try {
      return values.map((each) => inBoth(wordings, each));
    } catch {
      return [];
    }
  });
  return found.filter(({ en, cs }) => !/undefined|NaN|\[object/.test(en + cs));
}

function kindsOf(names: readonly string[], ofOne: typeof KINDS): (readonly Value[])[][] {
  return names.reduce<(readonly Value[])[][]>(
    (before, _name) => before.flatMap((kinds) => ofOne.map((kind) => [...kinds, kind])),
    [[]],
  );
}

function inBoth(wordings: Wordings, values: Values): Record<Language, string> {
  const each = LANGUAGES.map((language) => {
    const wording = wordings[language];
    const format = FORMATS[language];
    return [language, typeof wording === 'string' ? format.typeset(wording) : wording(values, format)];
  });
  return Object.fromEntries(each) as Record<Language, string>;
}
