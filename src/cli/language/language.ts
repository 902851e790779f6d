/** What a language other than English consists of: sentences by area. */
export interface Language {
  areas: Record<string, Record<string, string>>;
}
