/** .dockerignore: which paths of the context a build does not see. */

/** One pattern as a regular expression: `*` and `?` within a name, `**` over folders, `[…]` classes. */
export function patternToRegExp(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] as string;
    if (char === '*' && pattern[at + 1] === '*') {
      at += 1;
      const folder = pattern[at + 1] === '/';
      if (folder) at += 1;
      source += folder ? '(?:.*/)?' : '.*';
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 1);
      source += end < 0 ? '\\[' : `[${pattern.slice(at + 1, end)}]`;
      if (end >= 0) at = end;
    } else if (char === '\\' && at + 1 < pattern.length) {
      at += 1;
      source += escapeRegExp(pattern[at] as string);
    } else source += escapeRegExp(char);
  }
  return new RegExp(`^${source}$`);
}

/** Whether a relative path is ignored. A pattern covers what is below what it matches; the last match decides. */
export type Ignore = ((path: string) => boolean) & {
  /** Something below an ignored folder may be let in again by a `!` pattern. */
  hasExceptions: boolean;
};

export function parseIgnore(text: string): Ignore {
  const rules = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const except = line.startsWith('!');
      const pattern = (except ? line.slice(1).trim() : line).replace(/^\.?\/+/, '').replace(/\/+$/, '');
      return { except, expression: patternToRegExp(pattern === '.' ? '**' : pattern) };
    });
  const ignore = (path: string) => {
    const parts = path.split('/');
    const selfAndParents = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    return rules.reduce(
      (ignored, rule) => (selfAndParents.some((each) => rule.expression.test(each)) ? !rule.except : ignored),
      false,
    );
  };
  return Object.assign(ignore, { hasExceptions: rules.some((rule) => rule.except) });
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
