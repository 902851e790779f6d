/** What a language other than English consists of. */
export interface Language {
  /** Sentences by area. */
  areas: Record<string, Record<string, string>>;
  /** Lone words. */
  words: Record<string, string>;
}
