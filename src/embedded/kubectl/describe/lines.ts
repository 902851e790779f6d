/** Lines of `describe`: names on the left, values in one column, nested ones indented. */

export type Entry = [name: string, value: string | string[]];

/** The lines of a value are aligned. */
export function columns(entries: Entry[], indent = 0): string[] {
  const width = Math.max(...entries.map(([name]) => name.length)) + 3;
  return entries.flatMap(([name, value]) => {
    const lines = Array.isArray(value) ? value : [value];
    return (lines.length > 0 ? lines : ['<none>']).map((line, at) =>
      `${' '.repeat(indent)}${(at === 0 ? `${name}:` : '').padEnd(width)}${line}`.trimEnd(),
    );
  });
}

export const pairs = (map: Record<string, string> | undefined, separator = '='): string[] =>
  Object.entries(map ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}${separator}${value}`);

export const date = (time: string | undefined): string =>
  time ? new Date(time).toUTCString().replace('GMT', '+0000') : '<unset>';
