/** Decodes an object by its kind's schema, as a typed decoder would: drops unknown fields and checks types. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { canonicalQuantity, parseQuantity } from '../../../notation/index.ts';
import type { Schema } from './schema.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export interface Decoded {
  /** Paths of fields that the schema does not have, e.g. `spec.template.spec.containers[0].imag`. */
  unknown: string[];
  /** The first value of a wrong type, as a message of Go's decoder. */
  typeError?: string;
}

const goKind = (value: Json) => {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'object' : typeof value;
};

/** `V1Container` is `v1.Container` in Go, and `Container` where it is the struct around a field. */
const structName = (schema: Schema | undefined) =>
  schema?.typeName?.replace(/^(?:Core|Events)?V\d+(?:(?:alpha|beta)\d+)?/, '') ?? '';

function goType(schema: Schema): string {
  if (schema.type === 'array') return `[]${goType(schema.items ?? {})}`;
  if (schema.type === 'object')
    return schema.typeName
      ? `v1.${structName(schema)}`
      : `map[string]${goType((schema.additionalProperties as Schema) ?? {})}`;
  if (schema.type === 'integer') return schema.format || 'int32';
  if (schema.type === 'boolean') return 'bool';
  return schema.type ?? 'string';
}

function fits(value: Json, schema: Schema): boolean {
  switch (schema.type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return !schema['x-kubernetes-int-or-string'] || typeof value === 'string' || Number.isInteger(value);
  }
}

interface Place {
  /** With indices, for unknown fields. */
  path: string;
  /** Without, for type errors. */
  plain: string;
  struct: string;
}

const within = (place: Place, key: string, struct: string): Place => ({
  path: place.path === '' ? key : `${place.path}.${key}`,
  plain: place.plain === '' ? key : `${place.plain}.${key}`,
  struct,
});

function decodeQuantity(value: number | string, decoded: Decoded): string {
  if (parseQuantity(value) === undefined)
    decoded.typeError ??= `quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`;
  return canonicalQuantity(value);
}

function decodeValue(value: Json, schema: Schema, place: Place, decoded: Decoded): Json {
  if (schema.format === 'quantity' && (typeof value === 'number' || typeof value === 'string'))
    return decodeQuantity(value, decoded);
  if (!fits(value, schema)) {
    const literal =
      typeof value === 'number' && schema.type === 'integer' ? `number ${value}` : goKind(value);
    decoded.typeError ??= `json: cannot unmarshal ${literal} into Go struct field ${place.struct}.${place.plain} of type ${goType(schema)}`;
    return value;
  }
  if (schema.format === 'byte' && typeof value === 'string' && !BASE64.test(value))
    decoded.typeError ??= 'illegal base64 data at input byte 0';
  if (schema['x-kubernetes-preserve-unknown-fields']) return value;
  if (Array.isArray(value)) {
    const { items } = schema;
    if (!items) return value;
    for (let i = 0; i < value.length; i++)
      if (value[i] !== null)
        value[i] = decodeValue(value[i], items, { ...place, path: `${place.path}[${i}]` }, decoded);
    return value;
  }
  if (isObject(value)) decodeMembers(value, schema, place, decoded);
  return value;
}

function isBare(value: Json, schema: Schema): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && schema.additionalProperties !== undefined && Object.keys(value).length === 0;
}

/** In place. A member that is null counts as absent. */
function decodeMembers(object: Record<string, Json>, schema: Schema, place: Place, decoded: Decoded): void {
  const { properties, additionalProperties } = schema;
  const struct = structName(schema);
  for (const key of Object.keys(object)) {
    const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (object[key] === null && !(additionalProperties && !own)) {
      if (!own) decoded.unknown.push(within(place, key, struct).path);
      delete object[key];
    } else if (own) {
      const value = decodeValue(object[key], own, within(place, key, struct), decoded);
      // Empty lists and maps mean the same as absent ones, and are omitted.
      if (isBare(value, own)) delete object[key];
      else object[key] = value;
    } else if (typeof additionalProperties === 'object') {
      const member = { path: `${place.path}.${key}`, plain: place.plain, struct: place.struct };
      object[key] =
        object[key] === null ? '' : decodeValue(object[key], additionalProperties, member, decoded);
    } else if (properties) {
      decoded.unknown.push(within(place, key, struct).path);
      delete object[key];
    }
  }
}

/** Changes the object in place. */
export function decodeBuiltin(object: Record<string, Json>, schema: Schema): Decoded {
  const decoded: Decoded = { unknown: [] };
  decodeMembers(object, schema, { path: '', plain: '', struct: structName(schema) }, decoded);
  return decoded;
}
