/** `-o`: YAML, JSON, names or JSONPath. */
import { stringify } from 'yaml';
import { typeName } from '../discovery.ts';
import type { Resource } from '../discovery.ts';
import { unsupported } from '../errors.ts';
import { render } from './jsonpath.ts';

// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

/** Formats that need whole objects; the others print a Table. */
export const needsObjects = (format: string | undefined): boolean =>
  format !== undefined && format !== 'wide';

/** As in kubectl, output has no managedFields. */
export function withoutManagedFields(object: Json): Json {
  if (object.kind === 'List') return { ...object, items: object.items.map(withoutManagedFields) };
  const { managedFields: _managed, ...metadata } = object.metadata ?? {};
  return { ...object, metadata };
}

/** Keys sorted, as kubectl prints them. */
function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, inOrder(value[key])]));
}

export function format(how: string, object: Json, resource: Resource | undefined): string {
  const bare = inOrder(withoutManagedFields(object));
  if (how === 'json') return JSON.stringify(bare, undefined, 4);
  if (how === 'yaml')
    return stringify(bare, { lineWidth: 0, aliasDuplicateObjects: false, indentSeq: false }).trimEnd();
  if (how === 'name') {
    const items: Json[] = object.kind === 'List' ? object.items : [object];
    return items.map((item) => nameOf(item, resource)).join('\n');
  }
  const path = /^jsonpath=(.*)$/s.exec(how);
  if (path) return render(path[1]!.replace(/^'|'$/g, ''), bare);
  throw unsupported(`The output format ${how}`);
}

function nameOf(item: Json, resource: Resource | undefined): string {
  const group = item.apiVersion?.includes('/') ? `.${item.apiVersion.split('/')[0]}` : '';
  const type = resource ? typeName(resource) : `${item.kind.toLowerCase()}${group}`;
  return `${type}/${item.metadata.name}`;
}
