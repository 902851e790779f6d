import { translator } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';

/** Tells an English sentence, or a message, in a person's language; any other text as it is. */
export interface Tell {
  (sentence: Text): string;
  /** A lone word, where it is known to be pycont's own: as a sentence it could be anybody's. */
  word(word: string): string;
}

export const inEnglish: Tell = Object.assign((sentence: Text) => translator('en')(sentence), {
  word: (word: string) => word,
});
