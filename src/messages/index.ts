export { LANGUAGES } from './languages.ts';
export { translator } from './translator.ts';
export { LOAD } from './load.ts';
export type { Language } from './languages.ts';
export type { Text } from './message.ts';
export type { Translate } from './translator.ts';
