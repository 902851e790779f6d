/** Redis' patterns: `*`, `?`, `[a-z]`, `[^a]` and `\` as the escape. */
export function globPattern(glob: string): RegExp {
  const source = glob.replace(
    /\\([\s\S])|\[(\^?)((?:\\.|[^\]])*)\]|[\s\S]/g,
    (char, escaped?: string, not?: string, set?: string) => {
      if (escaped !== undefined) return literal(escaped);
      if (set !== undefined)
        return set === '' ? (not ? '[\\s\\S]' : '(?!)') : `[${not}${set.replace(/[[\]^]/g, '\\$&')}]`;
      if (char === '*') return '[\\s\\S]*';
      return char === '?' ? '[\\s\\S]' : literal(char);
    },
  );
  return new RegExp(`^${source}$`);
}

function literal(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
}
