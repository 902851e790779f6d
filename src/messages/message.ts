/** One sentence for people, in every language: made where something happens, worded where it is read. */
import { english } from './formats.ts';
import type { Format } from './formats.ts';
import { LANGUAGES } from './languages.ts';
import type { Language } from './languages.ts';

/**
 * What a person reads: a message of the catalogue, or words that a person or another program wrote (the name of a step,
 * a folder, an API's answer), which are shown as they are.
 */
export type Text = Message | string;

/** A message's values as its wordings get them: messages among them are worded already. */
export type Worded<V> = { readonly [name in keyof V]: V[name] extends Text ? WordedText<V[name]> : V[name] };
type WordedText<T> = Exclude<T, Message> | (Message extends T ? string : never);

/** How one language says it. */
export type Wording<V> = (values: Worded<V>, format: Format) => string;

/** @template V the values: texts, and numbers that each wording formats itself; void without any */
export interface Entry<V> {
  readonly wordings: Readonly<Record<Language, string | Wording<V>>>;
  /** Only for the compiler: it is never there. */
  readonly takes?: (values: V) => void;
}

/** English and another language side by side. A test holds that no wording is missing. */
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

/** A message without values, or what makes one of its values. */
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
