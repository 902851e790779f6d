/** Shared by the listing commands: -q, --filter, --format and the table. */
import { print, flag, list, value } from './command.ts';
import { ShimError } from './errors.ts';
import type { FlagSpec, ParsedFlags } from './flags.ts';
import { formatTable } from './table.ts';
import { renderTemplate } from './template.ts';

export const listFlags: readonly FlagSpec[] = [
  list('filter', 'Only rows that fit (name=value)', 'f'),
  value('format', 'Go template, table TEMPLATE, or json'),
  flag('no-trunc', 'Show everything in full'),
  flag('quiet', 'Only names or ids', 'q'),
];

export interface Listing<T> {
  rows: T[];
  /** Field of --format → heading and cell. Those with a heading listed in `columns` make the table. */
  fields: Record<string, { heading: string; cell: (row: T) => string }>;
  columns: string[];
  /** The value for -q. */
  quiet: (row: T) => string;
  /** Filter name → whether a row fits. Several values of one name: any of them. */
  filters: Record<string, (row: T, wanted: string) => boolean>;
}

export function printListing<T>(flags: ParsedFlags, listing: Listing<T>): void {
  const rows = listing.rows.filter(filterOf(flags, listing));
  const format = flags.value('format');
  if (flags.has('quiet')) for (const row of rows) print(listing.quiet(row));
  else if (format === undefined || format === 'table') process.stdout.write(tableOf(listing, rows));
  else if (format.startsWith('table ')) process.stdout.write(templateTable(format.slice(6), listing, rows));
  else {
    const template = format === 'json' ? '{{json .}}' : format;
    for (const row of rows) print(renderTemplate(template, record(listing, row)));
  }
}

function filterOf<T>(flags: ParsedFlags, listing: Listing<T>): (row: T) => boolean {
  const wanted = new Map<string, string[]>();
  for (const filter of flags.list('filter')) {
    const at = filter.indexOf('=');
    const name = at < 0 ? filter : filter.slice(0, at);
    if (at < 0 || !(name in listing.filters)) {
      throw new ShimError(`invalid filter '${filter}'`, {
        remedy: `The embedded stage knows: ${Object.keys(listing.filters).join(', ')}`,
      });
    }
    wanted.set(name, [...(wanted.get(name) ?? []), filter.slice(at + 1)]);
  }
  return (row) =>
    [...wanted].every(([name, values]) => values.some((each) => listing.filters[name]?.(row, each)));
}

function tableOf<T>({ fields, columns }: Listing<T>, rows: T[]): string {
  return formatTable([
    columns.map((name) => fields[name]?.heading ?? name),
    ...rows.map((row) => columns.map((name) => fields[name]?.cell(row) ?? '')),
  ]);
}

function templateTable<T>(template: string, listing: Listing<T>, rows: T[]): string {
  const headings = Object.fromEntries(
    Object.entries(listing.fields).map(([name, { heading }]) => [name, heading]),
  );
  const cells = (data: object) => renderTemplate(template, data).split('\t');
  return formatTable([cells(headings), ...rows.map((row) => cells(record(listing, row)))]);
}

const record = <T>({ fields }: Listing<T>, row: T) =>
  Object.fromEntries(Object.entries(fields).map(([name, { cell }]) => [name, cell(row)]));
