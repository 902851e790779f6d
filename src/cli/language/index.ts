import { cs } from './cs.ts';
import { en, type MessageKey, type Messages } from './en.ts';

export type { MessageKey } from './en.ts';

const TABLES: Record<string, Messages> = { en, cs };

/** Says a message in the show's language. */
export type Say = (key: MessageKey, values?: Record<string, string | number>) => string;

export function sayIn(language: string): Say {
  const table = TABLES[language] ?? en;
  return (key, values = {}) =>
    table[key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
