/** That an object fits its schema before anything else looks at it. */
import type { WriteOptions } from '../cluster-types.ts';
import { badRequest, invalid } from '../errors.ts';
import type { Resource } from '../resources/resource.ts';
import { setSchemaDefaults } from '../schema/custom-defaults.ts';
import { pruneCustom } from '../schema/prune.ts';
import { validateCustom } from '../schema/validate-custom.ts';
import { decodeBuiltin } from '../schema/decode.ts';
import type { KubeObject } from '../types.ts';

function undecodable(resource: Resource, why: string) {
  return badRequest(
    `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${why}`,
  );
}

/** Unknown fields: an error, a warning or nothing, as the client wishes. They are dropped in any case. */
function reportUnknown(resource: Resource, unknown: string[], options: WriteOptions): void {
  if (unknown.length === 0) return;
  const texts = unknown.map((path) => `unknown field "${path}"`);
  if (options.fieldValidation === 'Strict')
    throw undecodable(resource, `strict decoding error: ${texts.join(', ')}`);
  if (options.fieldValidation !== 'Ignore') for (const text of texts) options.onWarning?.(text);
}

/**
 * Changes the object in place. A `partial` object is a configuration to apply: no defaults, no demands.
 * Throws ApiError 400 for what cannot be decoded, 422 for what a CRD's schema refuses.
 */
export function conform(
  resource: Resource,
  object: KubeObject,
  options: WriteOptions,
  partial = false,
): void {
  const { schema } = resource;
  if (!schema) return;
  if (resource.custom) {
    reportUnknown(resource, pruneCustom(object, schema), options);
    if (partial) return;
    setSchemaDefaults(object, schema);
    const errors = validateCustom(object, schema);
    if (errors.length > 0) throw invalid(resource, object.metadata.name ?? '', errors);
    return;
  }
  const { unknown, typeError } = decodeBuiltin(object, schema);
  if (typeError !== undefined) throw undecodable(resource, typeError);
  reportUnknown(resource, unknown, options);
}
