/** Structural pruning: removes fields that a CRD's schema does not have. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { builtinSchema } from './builtin.ts';
import { decodeBuiltin } from './decode.ts';
import type { Schema } from './schema.ts';

const ENVELOPE = new Set(['apiVersion', 'kind', 'metadata']);

function pruneValue(value: Json, schema: Schema, path: string, unknown: string[]): void {
  if (Array.isArray(value)) {
    if (schema.items)
      for (const [i, item] of value.entries()) pruneValue(item, schema.items, `${path}[${i}]`, unknown);
    return;
  }
  if (!isObject(value)) return;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  for (const key of Object.keys(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    const own =
      schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    if (own) pruneValue(value[key], own, at, unknown);
    else if (embedded && ENVELOPE.has(key)) continue;
    else if (typeof schema.additionalProperties === 'object')
      pruneValue(value[key], schema.additionalProperties, at, unknown);
    else if (schema.additionalProperties !== true && !schema['x-kubernetes-preserve-unknown-fields']) {
      unknown.push(at);
      delete value[key];
    }
  }
}

/** Changes the object in place and returns the paths of removed fields. */
export function pruneCustom(object: Record<string, Json>, schema: Schema): string[] {
  const unknown: string[] = [];
  const metadata = builtinSchema('V1ObjectMeta');
  if (metadata && isObject(object['metadata']))
    unknown.push(...decodeBuiltin(object['metadata'], metadata).unknown.map((path) => `metadata.${path}`));
  const body = Object.fromEntries(Object.entries(object).filter(([key]) => !ENVELOPE.has(key)));
  pruneValue(body, schema, '', unknown);
  for (const key of Object.keys(object))
    if (!ENVELOPE.has(key) && !Object.hasOwn(body, key)) delete object[key];
  return unknown;
}
