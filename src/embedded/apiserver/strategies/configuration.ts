/** ConfigMaps and Secrets. */
import { equal } from '../json.ts';
import type { Json } from '../json.ts';
import type { FieldError, Strategy } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { forbiddenField, invalidValue } from '../validation/errors.ts';

const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_TEXT = `a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`;
const SIZE_LIMIT = 1024 * 1024;

function validateKeys(object: KubeObject, fields: string[]): FieldError[] {
  let size = 0;
  const errors = fields.flatMap((field) =>
    Object.entries<string>(object[field] ?? {}).flatMap(([key, value]) => {
      size += Buffer.byteLength(value);
      return KEY.test(key) ? [] : [invalidValue(`${field}[${key}]`, key, KEY_TEXT)];
    }),
  );
  if (size > SIZE_LIMIT)
    errors.push({
      reason: 'FieldValueTooLong',
      field: '',
      message: `Too long: may not be more than ${SIZE_LIMIT} bytes`,
    });
  return errors;
}

function immutable(next: Json, current: Json, fields: string[]): FieldError[] {
  if (!current.immutable) return [];
  const errors: FieldError[] = [];
  if (!next.immutable) errors.push(forbiddenField('immutable', 'field is immutable when `immutable` is set'));
  for (const field of fields)
    if (!equal(next[field], current[field]))
      errors.push(forbiddenField(field, 'field is immutable when `immutable` is set'));
  return errors;
}

export const configMapStrategy: Strategy = {
  validate: (object) => validateKeys(object, ['data', 'binaryData']),
  validateUpdate: (next, current) => immutable(next, current, ['data', 'binaryData']),
};

export const secretStrategy: Strategy = {
  setDefaults(secret) {
    secret['type'] ||= 'Opaque';
    const plain: Record<string, string> | undefined = secret['stringData'];
    if (!plain) return;
    const encoded = Object.entries(plain).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
    secret['data'] = { ...secret['data'], ...Object.fromEntries(encoded) };
    delete secret['stringData'];
  },
  validate: (secret) => validateKeys(secret, ['data']),
  validateUpdate(next, current) {
    const errors = immutable(next, current, ['data']);
    if (next['type'] !== current['type'])
      errors.push(invalidValue('type', next['type'], 'field is immutable'));
    return errors;
  },
};
