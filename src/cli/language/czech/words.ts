/** Slova, která stojí sama. */
export const CS_WORDS: Record<string, string> = {};
