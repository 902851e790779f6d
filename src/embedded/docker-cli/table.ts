import { tabbed } from '../../notation/index.ts';

/** Docker's tables: columns have at least ten characters. */
export const formatTable = (rows: string[][]): string =>
  tabbed(rows, 10)
    .map((line) => `${line}\n`)
    .join('');

/** Bytes with three significant digits and decimal units: `7.01MB`. */
export function humanSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${Number(value.toPrecision(3))}${units[unit]}`;
}

export function truncate(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
