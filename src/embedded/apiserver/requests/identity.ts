/** Checks that an object matches the URL. */
import { badRequest } from '../errors.ts';
import { clone } from '../json.ts';
import type { Json } from '../json.ts';
import { apiVersionOf } from '../resource.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject, NewObject } from '../types.ts';

/**
 * Fills apiVersion, kind and namespace where they are absent, in place.
 * Throws ApiError 400 where they contradict.
 */
export function identify(
  resource: Resource,
  namespace: string | undefined,
  object: NewObject,
): asserts object is KubeObject {
  const body: Json = object;
  const apiVersion = apiVersionOf(resource);
  body.apiVersion ||= apiVersion;
  body.kind ||= resource.kind;
  if (body.kind !== resource.kind)
    throw badRequest(
      `${body.kind} in version "${String(body.apiVersion).split('/').at(-1)}" cannot be handled as a ${resource.kind}: no kind "${body.kind}" is registered for version "${apiVersion}"`,
    );
  if (body.apiVersion !== apiVersion)
    throw badRequest(
      `the API version in the data (${body.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  body.metadata ??= {};
  if (!resource.namespaced) {
    delete body.metadata.namespace;
    return;
  }
  if (namespace && body.metadata.namespace && body.metadata.namespace !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  body.metadata.namespace ||= namespace || 'default';
}

/** A copy with the usual order of fields. */
export function ownCopy(object: NewObject): KubeObject {
  const { apiVersion, kind, metadata, ...body } = object;
  return clone({ apiVersion, kind, metadata, ...body }) as KubeObject;
}
