/** Schemas of the built-in kinds, from the API types that client-node is generated from. */
import * as models from '@kubernetes/client-node/dist/gen/models/ObjectSerializer.js';
import { fieldRules, isAtomicType } from './field-rules.ts';
import type { Schema } from './schema.ts';

interface Attribute {
  baseName: string;
  type: string;
  format: string;
}

const ARRAY = /^Array<(.*)>$/;
const MAP = /^\{ \[key: string\]: (.*); \}$/;

const cache = new Map<string, Schema>();

const SCALARS: Record<string, Schema> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  Date: { type: 'string', format: 'date-time' },
  V1MicroTime: { type: 'string', format: 'date-time' },
  IntOrString: { 'x-kubernetes-int-or-string': true },
  any: { 'x-kubernetes-preserve-unknown-fields': true },
  object: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
};

function attributesOf(model: string): Attribute[] | undefined {
  const type = (models as unknown as Record<string, { getAttributeTypeMap?(): Attribute[] } | undefined>)[
    model
  ];
  return type?.getAttributeTypeMap?.();
}

function typeSchema(type: string, format: string): Schema {
  const array = ARRAY.exec(type);
  if (array) return { type: 'array', items: typeSchema(array[1]!, format) };
  const map = MAP.exec(type);
  if (map) return { type: 'object', additionalProperties: typeSchema(map[1]!, format) };
  if (type === 'number' && format.startsWith('int')) return { type: 'integer', format };
  if (type === 'string' && format) return { type: 'string', format };
  return SCALARS[type] ?? builtinSchema(type) ?? SCALARS.any!;
}

/** Undefined for an unknown model. Types are recursive, so properties are generated when first read. */
export function builtinSchema(model: string): Schema | undefined {
  const known = cache.get(model);
  if (known) return known;
  const attributes = attributesOf(model);
  if (!attributes) return undefined;
  const schema: Schema = { type: 'object', typeName: model };
  if (isAtomicType(model)) schema['x-kubernetes-map-type'] = 'atomic';
  cache.set(model, schema);
  let properties: Record<string, Schema> | undefined;
  Object.defineProperty(schema, 'properties', {
    enumerable: true,
    get: () =>
      (properties ??= Object.fromEntries(
        attributes.map(({ baseName, type, format }) => [
          baseName,
          withRules(typeRef(type, format), fieldRules(model, baseName)),
        ]),
      )),
  });
  return schema;
}

/** A spread copy would read the properties, which never ends for recursive types. */
function typeRef(type: string, format: string): Schema {
  const schema = typeSchema(type, format);
  if (!schema.typeName) return schema;
  const reference: Schema = { type: 'object', typeName: schema.typeName };
  const mapType = schema['x-kubernetes-map-type'];
  if (mapType) reference['x-kubernetes-map-type'] = mapType;
  Object.defineProperty(reference, 'properties', { enumerable: true, get: () => schema.properties });
  return reference;
}

/** Changes the reference in place: it is a copy already, and another copy would read its properties. */
function withRules(schema: Schema, rules: Partial<Schema> = {}): Schema {
  return schema.typeName ? Object.assign(schema, rules) : { ...schema, ...rules };
}
