/** Validation by a CRD's schema, with Kubernetes' messages. */
import { equal, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import type { FieldError } from '../resource.ts';
import { invalidValue, notSupported, required, wrongType } from '../validation/errors.ts';
import type { Schema } from './schema.ts';

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function typeMatches(value: Json, schema: Schema): boolean {
  const type = typeOf(value);
  if (schema['x-kubernetes-int-or-string']) return type === 'integer' || type === 'string';
  return (
    schema.type === undefined || type === schema.type || (schema.type === 'number' && type === 'integer')
  );
}

const tooLong = (path: string, unit: string, limit: number): FieldError => ({
  reason: 'FieldValueTooLong',
  field: path,
  message: `Too long: may not be more than ${limit} ${unit}`,
});

const tooMany = (path: string, actual: number, limit: number): FieldError => ({
  reason: 'FieldValueTooMany',
  field: path,
  message: `Too many: ${actual}: must have at most ${limit} items`,
});

const at = (path: string) => `${path} in body`;

function checkNumber(value: number, schema: Schema, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum))
    errors.push(
      invalidValue(
        path,
        value,
        `${at(path)} should be greater than ${exclusiveMinimum ? '' : 'or equal to '}${minimum}`,
      ),
    );
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum))
    errors.push(
      invalidValue(
        path,
        value,
        `${at(path)} should be less than ${exclusiveMaximum ? '' : 'or equal to '}${maximum}`,
      ),
    );
  if (multipleOf !== undefined && Math.abs(value / multipleOf - Math.round(value / multipleOf)) > 1e-9)
    errors.push(invalidValue(path, value, `${at(path)} should be a multiple of ${multipleOf}`));
  return errors;
}

const FORMATS: Record<string, (text: string) => boolean> = {
  'date-time': (text) =>
    /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text) &&
    !Number.isNaN(Date.parse(text)),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  uuid: (text) => /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text),
  uri: (text) => URL.canParse(text),
  byte: (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0,
  email: (text) => /^[^@\s]+@[^@\s]+$/.test(text),
  ipv4: (text) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/.test(text),
};

/** Go escapes more than JavaScript's Unicode mode allows, e.g. `\\-`. */
function expression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

function checkString(value: string, schema: Schema, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const length = Array.from(value).length;
  if (schema.maxLength !== undefined && length > schema.maxLength)
    errors.push(tooLong(path, 'bytes', schema.maxLength));
  if (schema.minLength !== undefined && length < schema.minLength)
    errors.push(invalidValue(path, value, `${at(path)} should be at least ${schema.minLength} chars long`));
  if (schema.pattern !== undefined && !expression(schema.pattern).test(value))
    errors.push(invalidValue(path, value, `${at(path)} should match '${schema.pattern}'`));
  if (schema.format && FORMATS[schema.format]?.(value) === false)
    errors.push(
      invalidValue(path, value, `${at(path)} must be of type ${schema.format}: ${JSON.stringify(value)}`),
    );
  return errors;
}

function checkList(value: Json[], schema: Schema, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (schema.maxItems !== undefined && value.length > schema.maxItems)
    errors.push(tooMany(path, value.length, schema.maxItems));
  if (schema.minItems !== undefined && value.length < schema.minItems)
    errors.push(
      invalidValue(path, value.length, `${at(path)} should have at least ${schema.minItems} items`),
    );
  const keys = schema['x-kubernetes-list-map-keys'];
  const identity = (item: Json) => (keys ? keys.map((key) => item?.[key]) : item);
  if (
    schema.uniqueItems ||
    schema['x-kubernetes-list-type'] === 'set' ||
    schema['x-kubernetes-list-type'] === 'map'
  )
    for (const [i, item] of value.entries())
      if (value.slice(0, i).some((other) => equal(identity(item), identity(other))))
        errors.push({
          reason: 'FieldValueDuplicate',
          field: `${path}[${i}]`,
          message: `Duplicate value: ${JSON.stringify(keys ? Object.fromEntries(keys.map((key) => [key, item?.[key]])) : item)}`,
        });
  if (schema.items)
    for (const [i, item] of value.entries()) errors.push(...check(item, schema.items, `${path}[${i}]`));
  return errors;
}

function checkObject(value: Record<string, Json>, schema: Schema, path: string): FieldError[] {
  const errors: FieldError[] = [];
  const within = (key: string) => (path === '' ? key : `${path}.${key}`);
  for (const key of schema.required ?? []) if (value[key] === undefined) errors.push(required(within(key)));
  const count = Object.keys(value).length;
  if (schema.maxProperties !== undefined && count > schema.maxProperties)
    errors.push(tooMany(path, count, schema.maxProperties));
  if (schema.minProperties !== undefined && count < schema.minProperties)
    errors.push(
      invalidValue(path, count, `${at(path)} should have at least ${schema.minProperties} properties`),
    );
  for (const [key, member] of Object.entries(value)) {
    const own =
      schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    const memberSchema =
      own ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
    if (memberSchema && member !== undefined) errors.push(...check(member, memberSchema, within(key)));
  }
  return errors;
}

function checkAlternatives(value: Json, schema: Schema, path: string): FieldError[] {
  const errors = (schema.allOf ?? []).flatMap((one) => check(value, one, path));
  const passes = (one: Schema) => check(value, one, path).length === 0;
  if (schema.anyOf && !schema.anyOf.some(passes))
    errors.push(invalidValue(path, value, `${at(path)} must validate at least one schema (anyOf)`));
  if (schema.oneOf && schema.oneOf.filter(passes).length !== 1)
    errors.push(invalidValue(path, value, `${at(path)} must validate one and only one schema (oneOf)`));
  if (schema.not && passes(schema.not))
    errors.push(invalidValue(path, value, `${at(path)} must not validate the schema (not)`));
  return errors;
}

function check(value: Json, schema: Schema, path: string): FieldError[] {
  if (value === null && schema.nullable) return [];
  if (!typeMatches(value, schema)) {
    const wanted = schema['x-kubernetes-int-or-string'] ? 'integer,string' : schema.type;
    return [
      wrongType(
        path,
        typeOf(value),
        `${at(path)} must be of type ${wanted}: ${JSON.stringify(typeOf(value))}`,
      ),
    ];
  }
  const errors: FieldError[] = [];
  if (schema.enum && !schema.enum.some((one) => equal(one, value)))
    errors.push(notSupported(path, value, schema.enum));
  if (typeof value === 'number') errors.push(...checkNumber(value, schema, path));
  else if (typeof value === 'string') errors.push(...checkString(value, schema, path));
  else if (Array.isArray(value)) errors.push(...checkList(value, schema, path));
  else if (isObject(value)) errors.push(...checkObject(value, schema, path));
  return [...errors, ...checkAlternatives(value, schema, path)];
}

/** The schema does not apply to apiVersion, kind and metadata. */
export function validateCustom(object: Record<string, Json>, schema: Schema): FieldError[] {
  const isBody = (key: string) => !['apiVersion', 'kind', 'metadata'].includes(key);
  const body = Object.fromEntries(Object.entries(object).filter(([key]) => isBody(key)));
  return check(body, { ...schema, required: (schema.required ?? []).filter(isBody) }, '');
}
