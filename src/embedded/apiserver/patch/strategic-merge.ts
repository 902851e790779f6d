/** Strategic merge patch: lists merge by schema and by directives. */
import { badRequest } from '../errors.ts';
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { Schema } from '../schema/schema.ts';
import { ApiError } from '../types.ts';
import { goMap } from '../validation/go-value.ts';
import { mergeKeyedList, mergeScalarList, orderList } from './strategic-list.ts';

const ORDER = '$setElementOrder/';
const DELETE_SCALARS = '$deleteFromPrimitiveList/';
const DIRECTIVES = new Set(['$patch', '$retainKeys']);

const isDirective = (key: string) =>
  DIRECTIVES.has(key) || key.startsWith(ORDER) || key.startsWith(DELETE_SCALARS);

function memberSchema(schema: Schema | undefined, key: string): Schema | undefined {
  const own = schema?.properties?.[key];
  if (own) return own;
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

function strategiesOf(schema: Schema | undefined): string[] {
  return schema?.['x-kubernetes-patch-strategy']?.split(',') ?? [];
}

function mergeLists(original: Json, patch: Json[], schema: Schema | undefined): Json {
  if (!strategiesOf(schema).includes('merge')) return patch;
  const before: Json[] = Array.isArray(original) ? original : [];
  const mergeKey = schema?.['x-kubernetes-patch-merge-key'];
  if (mergeKey === undefined) return mergeScalarList(before, patch);
  return mergeKeyedList(before, patch, mergeKey, (a, b) => strategicMerge(a, b, schema?.items));
}

function mergeMember(original: Json, patch: Json, schema: Schema | undefined): Json {
  if (Array.isArray(patch)) return mergeLists(original, patch, schema);
  if (!isObject(patch)) return patch;
  const replaces = strategiesOf(schema).includes('replace') || !isObject(original);
  return strategicMerge(replaces ? {} : original, patch, schema);
}

function retain(original: Record<string, Json>, keys: Json): Record<string, Json> {
  if (!Array.isArray(keys)) throw badRequest('invalid patch format of retainKeys');
  return Object.fromEntries(Object.entries(original).filter(([key]) => keys.includes(key)));
}

/** Neither argument is changed; the result may share parts with both. */
export function strategicMerge(original: Json, patch: Json, schema: Schema | undefined): Json {
  if (!isObject(patch)) return patch;
  const directive: unknown = patch['$patch'];
  if (directive === 'delete') return {};
  if (directive === 'replace') return strategicMerge({}, { ...patch, $patch: undefined }, schema);
  if (directive !== undefined && directive !== 'merge')
    throw new ApiError(
      500,
      'InternalError',
      `unknown patch type: ${String(directive)} in map: ${goMap(patch)}`,
    );

  const before: Record<string, Json> = isObject(original) ? original : {};
  const result = patch['$retainKeys'] === undefined ? { ...before } : retain(before, patch['$retainKeys']);
  for (const [key, value] of Object.entries(patch)) {
    if (isDirective(key) || value === undefined) continue;
    if (value === null) delete result[key];
    else result[key] = mergeMember(result[key], value, memberSchema(schema, key));
  }
  for (const [key, value] of Object.entries(patch))
    if (key.startsWith(DELETE_SCALARS)) deleteScalars(result, key.slice(DELETE_SCALARS.length), value);
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith(ORDER)) continue;
    const field = key.slice(ORDER.length);
    if (!Array.isArray(value) || !Array.isArray(result[field])) continue;
    const list: Json = before[field];
    result[field] = orderList(
      result[field],
      value,
      Array.isArray(list) ? list : [],
      memberSchema(schema, field)?.['x-kubernetes-patch-merge-key'],
    );
  }
  return result;
}

function deleteScalars(result: Record<string, Json>, field: string, values: Json): void {
  if (!Array.isArray(values)) throw badRequest('invalid patch format of primitive list');
  if (Array.isArray(result[field]))
    result[field] = result[field].filter((item: Json) => !values.includes(item));
}
