/** Lines of `describe`: names on the left, values in one column, nested ones further in. */

export type Entry = [name: string, value: string | string[]];

/** Values of several lines hang below each other. */
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

/** How long ago, in kubectl's two largest units: `42s`, `3m5s`, `2h`, `5d`. */
export function ago(time: string | undefined, now = Date.now()): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(time ?? '')) / 1000));
  if (Number.isNaN(seconds)) return '<unknown>';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m${seconds % 60}s`;
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

export const date = (time: string | undefined): string =>
  time ? new Date(time).toUTCString().replace('GMT', '+0000') : '<unset>';
