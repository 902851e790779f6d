import dockerignore from '@balena/dockerignore';

const matcher = (patterns: string) => dockerignore.default({ ignorecase: false }).add(patterns);

/** Whether a relative path of the context is one that a build does not see. */
export type Ignore = ((path: string) => boolean) & {
  /** Something below an ignored folder may be let in again by a `!` pattern. */
  hasExceptions: boolean;
};

/** @param text of a .dockerignore */
export function parseIgnore(text: string): Ignore {
  const rules = matcher(text);
  return Object.assign((path: string) => rules.ignores(path), { hasExceptions: /^\s*!/m.test(text) });
}

/** Whether a name in a folder is meant by a part of a source of COPY, such as `*.md`. */
export function nameMatcher(part: string): (name: string) => boolean {
  // In a source, neither `#` nor `!` means anything.
  const rules = matcher(`/${part.replace(/^!/, '\\!').replaceAll('**', '*')}`);
  return (name) => rules.ignores(name);
}
