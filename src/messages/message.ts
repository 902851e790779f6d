/** One sentence for people, in every language: created where something happens, translated where it is printed. */
import { english } from './formats.ts';
import type { Format } from './formats.ts';
import { LANGUAGES } from './languages.ts';
import type { Language } from './languages.ts';

/**
 * Text for people: a message of the catalogue, or a string that a person or another program wrote (the name of a step, a
 * folder, an API's answer), which is never translated.
 */
export type Text = Message | string;

/** The values of a message as its wordings get them: messages among them are already strings. */
export type Worded<V> = { readonly [name in keyof V]: V[name] extends Text ? WordedText<V[name]> : V[name] };
type WordedText<T> = Exclude<T, Message> | (Message extends T ? string : never);

/** The wording of an entry in one language. */
export type Wording<V> = (values: Worded<V>, format: Format) => string;

/** @template V the values: texts, and numbers that each wording formats itself; void without any */
export interface Entry<V> {
  readonly wordings: Readonly<Record<Language, string | Wording<V>>>;
  /** Only for the compiler: never set. */
  readonly takes?: (values: V) => void;
}

/** The English and the Czech wording. A test checks that none is missing. */
export function entry(en: string, cs: string): Entry<void>;
export function entry<V>(en: Wording<V>, cs: Wording<V>): Entry<V>;
export function entry<V>(en: string | Wording<V>, cs: string | Wording<V>): Entry<V> {
  return { wordings: { en, cs } };
}

export class Message {
  /** `area.name`: the same in every language and version. */
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly #entry: Entry<never>;

  constructor(key: string, entry: Entry<never>, values: Readonly<Record<string, unknown>> = {}) {
    this.key = key;
    this.values = values;
    this.#entry = entry;
  }

  /** @returns one or more lines without a trailing newline */
  in(language: Language, format: Format): string {
    const wording = this.#entry.wordings[language] as Wording<Record<string, unknown>>;
    if (typeof wording === 'string') return format.typeset(wording);
    return wording(
      mapValues(this.values, (value) => worded(value, language, format)),
      format,
    );
  }

  /** In English: for logs, for `error.message`, and for programs that read what pycont prints. */
  toString(): string {
    return this.in('en', english);
  }

  toJSON(): string {
    return this.toString();
  }
}

function worded(value: unknown, language: Language, format: Format): unknown {
  if (value instanceof Message) return value.in(language, format);
  return Array.isArray(value) ? value.map((each) => worded(each, language, format)) : value;
}

function mapValues(
  values: Readonly<Record<string, unknown>>,
  map: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

/** A message without values, or a function that creates one from its values. */
type Made<E> = E extends Entry<infer V> ? ([V] extends [void] ? Message : (values: V) => Message) : never;

/** Names the entries of one area of the catalogue: `area.name` is the key of each. */
export function area<E extends Readonly<Record<string, Entry<never>>>>(
  name: string,
  entries: E,
): { readonly [key in keyof E]: Made<E[key]> } {
  const made = Object.entries(entries).map(([key, each]) => {
    const full = `${name}.${key}`;
    const fixed = LANGUAGES.every((language) => typeof each.wordings[language] === 'string');
    return [key, fixed ? new Message(full, each) : (values: never) => new Message(full, each, values)];
  });
  return Object.fromEntries(made) as { readonly [key in keyof E]: Made<E[key]> };
}
