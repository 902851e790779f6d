import { FORMATS } from './formats.ts';
import type { Language } from './languages.ts';
import { Message } from './message.ts';
import type { Text } from './message.ts';

/** Translates a text to a user's language; strings that a person or another program wrote stay unchanged. */
export interface Translate {
  (text: Text): string;
  readonly language: Language;
  /** A duration for people. @param ms milliseconds */
  time(ms: number): string;
}

export function translator(language: Language): Translate {
  const format = FORMATS[language];
  const translate = (text: Text) => (text instanceof Message ? text.in(language, format) : text);
  return Object.assign(translate, { language, time: format.time });
}
