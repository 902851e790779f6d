/** Checks an object against its schema, before anything else reads it. */
import type { WriteOptions } from '../cluster-types.ts';
import { badRequest, invalid } from '../errors.ts';
import type { Resource } from '../resource.ts';
import { setSchemaDefaults } from '../schema/custom-defaults.ts';
import { pruneCustom } from '../schema/prune.ts';
import { validateCustom } from '../schema/validate-custom.ts';
import { decodeBuiltin } from '../schema/decode.ts';
import type { ApiError, KubeObject } from '../types.ts';
import { invalidValue } from '../validation/errors.ts';

/**
 * `whole`: an object as sent; `patched`: the result of a patch; `partial`: a configuration to apply, without
 * defaults and required fields.
 */
export type Sent = 'whole' | 'patched' | 'partial';

const NO_KIND = { group: '', kind: '', plural: '' };

function undecodable(resource: Resource, object: KubeObject, why: string, sent: Sent): ApiError {
  if (sent === 'patched') return invalid(NO_KIND, '', [invalidValue('patch', JSON.stringify(object), why)]);
  return badRequest(
    `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${why}`,
  );
}

/** Unknown fields: an error, a warning or nothing, by fieldValidation. They are dropped in any case. */
function reportUnknown(
  resource: Resource,
  object: KubeObject,
  unknown: string[],
  options: WriteOptions,
  sent: Sent,
): void {
  if (unknown.length === 0) return;
  const texts = unknown.map((path) => `unknown field "${path}"`);
  if (options.fieldValidation === 'Strict')
    throw undecodable(resource, object, `strict decoding error: ${texts.join(', ')}`, sent);
  if (options.fieldValidation !== 'Ignore') for (const text of texts) options.onWarning?.(text);
}

/** Changes the object in place. @throws ApiError 400 if it cannot be decoded, 422 if a CRD's schema refuses it */
export function conform(
  resource: Resource,
  object: KubeObject,
  options: WriteOptions,
  sent: Sent = 'whole',
): void {
  const { schema } = resource;
  if (!schema) return;
  if (resource.custom) {
    reportUnknown(resource, object, pruneCustom(object, schema), options, sent);
    if (sent === 'partial') return;
    setSchemaDefaults(object, schema);
    const errors = validateCustom(object, schema);
    if (errors.length > 0) throw invalid(resource, object.metadata.name ?? '', errors);
    return;
  }
  const { unknown, typeError } = decodeBuiltin(object, schema);
  if (typeError !== undefined) throw undecodable(resource, object, typeError, sent);
  reportUnknown(resource, object, unknown, options, sent);
}
