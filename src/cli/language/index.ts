import { LANGUAGES, translator } from '../../messages/index.ts';
import { cs } from './cs.ts';
import { en } from './en.ts';
import type { MessageKey, Messages } from './en.ts';
import { tellShowIn } from './sentences.ts';
import type { Tell } from './tell.ts';

export type { MessageKey } from './en.ts';

const TABLES: Record<string, Messages> = { en, cs };

/** Says a message in the show's language. */
export interface Say {
  (key: MessageKey, values?: Record<string, string | number>): string;
  /** What the show or the stage reports in English. */
  tell: Tell;
  /** A duration for people. @param ms milliseconds */
  time(ms: number): string;
}

export function sayIn(language: string): Say {
  const table = TABLES[language] ?? en;
  const say = (key: MessageKey, values: Record<string, string | number> = {}) =>
    table[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
  return Object.assign(say, {
    tell: tellShowIn(language),
    time: translator(LANGUAGES.find((each) => each === language) ?? 'en').time,
  });
}
