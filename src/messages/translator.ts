import { FORMATS } from './formats.ts';
import type { Language } from './languages.ts';
import { Message } from './message.ts';
import type { Text } from './message.ts';

/** Words a text in a person's language; what a person or another program wrote stays as it is. */
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
