import { translator } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';

/** Words an English sentence, or a message, in a person's language; any other text as it is. */
export type Tell = (sentence: Text) => string;

export const inEnglish: Tell = translator('en');
