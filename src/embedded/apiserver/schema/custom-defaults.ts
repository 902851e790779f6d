/** The `default`s of a CRD's schema. */
import { clone, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { Schema } from './schema.ts';

/** Changes the value in place. The default replaces a null that is not allowed. */
export function setSchemaDefaults(value: Json, schema: Schema): void {
  if (Array.isArray(value)) {
    if (schema.items) for (const item of value) setSchemaDefaults(item, schema.items);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(schema.properties ?? {})) {
    if (
      member.default !== undefined &&
      (value[key] === undefined || (value[key] === null && !member.nullable))
    )
      value[key] = clone(member.default);
    if (value[key] !== undefined) setSchemaDefaults(value[key], member);
  }
  if (typeof schema.additionalProperties !== 'object') return;
  for (const [key, member] of Object.entries(value))
    if (!schema.properties || !Object.hasOwn(schema.properties, key))
      setSchemaDefaults(member, schema.additionalProperties);
}
