/** Tells an English sentence in a person's language; any other text as it is. */
export interface Tell {
  (sentence: string): string;
  /** A lone word, where it is known to be pycont's own: as a sentence it could be anybody's. */
  word(word: string): string;
}

export const inEnglish: Tell = Object.assign((sentence: string) => sentence, {
  word: (word: string) => word,
});

/** The names of values in `--option <name>`, `<argument>` and `[argument]`, in a person's language. */
export function tellNames(flags: string, tell: Tell): string {
  return flags.replace(/(?<=[<[])[a-z][a-z:]*(?=(?:\.\.\.)?[>\]])/g, (name) => tell.word(name));
}
