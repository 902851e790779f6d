/** A value's parts as server-side apply distinguishes them; both field sets and merges build on it. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { Schema } from '../schema/schema.ts';

export interface Part {
  value: Json;
  schema: Schema | undefined;
  /** The element itself can be owned, besides what is in it: list items and keys of free maps. */
  ownable: boolean;
}

/** A port without a protocol is the TCP port. */
const KEY_DEFAULTS: Record<string, unknown> = { protocol: 'TCP' };

function itemKey(item: Json, keys: string[], schema: Schema | undefined): string {
  const values = keys
    .toSorted()
    .map((key): [string, unknown] => [
      key,
      item?.[key] ?? schema?.properties?.[key]?.default ?? KEY_DEFAULTS[key],
    ])
    .filter(([, value]) => value !== undefined);
  return `k:${JSON.stringify(Object.fromEntries(values))}`;
}

/** Each item with its path element; undefined for an atomic list. */
export function listElements(list: Json[], schema: Schema | undefined): [string, Json][] | undefined {
  const type = schema?.['x-kubernetes-list-type'];
  if (type === 'set') return list.map((item) => [`v:${JSON.stringify(item)}`, item]);
  const keys = schema?.['x-kubernetes-list-map-keys'];
  if (type !== 'map' || !keys) return undefined;
  return list.map((item) => [itemKey(item, keys, schema?.items), item]);
}

/** Undefined for scalars and for atomic lists and maps. */
export function partsOf(value: Json, schema: Schema | undefined): Map<string, Part> | undefined {
  if (Array.isArray(value)) {
    const elements = listElements(value, schema);
    return (
      elements &&
      new Map(
        elements.map(([element, item]) => [element, { value: item, schema: schema?.items, ownable: true }]),
      )
    );
  }
  if (!isObject(value) || schema?.['x-kubernetes-map-type'] === 'atomic') return undefined;
  const parts = new Map<string, Part>();
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const own =
      schema?.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const free = typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
    parts.set(`f:${key}`, { value: member, schema: own ?? free, ownable: own === undefined });
  }
  return parts;
}
