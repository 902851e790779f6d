import dockerignore from '@balena/dockerignore';

const matcher = (patterns: string) => dockerignore.default({ ignorecase: false }).add(patterns);

/** Whether a relative path of the context is ignored. */
export type Ignore = ((path: string) => boolean) & {
  /** A `!` pattern may include files below an ignored folder. */
  hasExceptions: boolean;
};

/** @param text of a .dockerignore */
export function parseIgnore(text: string): Ignore {
  const rules = matcher(text);
  return Object.assign((path: string) => rules.ignores(path), { hasExceptions: /^\s*!/m.test(text) });
}

/** Matches names in a folder against one part of a COPY source, e.g. `*.md`. */
export function nameMatcher(part: string): (name: string) => boolean {
  // In a source, `#` and `!` have no special meaning.
  const rules = matcher(`/${part.replace(/^!/, '\\!').replaceAll('**', '*')}`);
  return (name) => rules.ignores(name);
}
