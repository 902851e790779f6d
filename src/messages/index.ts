export { LANGUAGES } from './languages.ts';
export { english } from './formats.ts';
export { translator } from './translator.ts';
export { DURATION } from './duration.ts';
export { LOAD } from './load.ts';
export { SCENES } from './scenes.ts';
export type { Language } from './languages.ts';
export type { Text } from './message.ts';
export type { Translate } from './translator.ts';
