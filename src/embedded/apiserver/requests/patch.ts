/** patch: computes the patched object, which is then an update. */
import type { Patch } from '../cluster-types.ts';
import { applyPatch } from '../patch/apply-patch.ts';
import type { Resource } from '../resource.ts';
import { ApiError } from '../types.ts';
import type { KubeObject } from '../types.ts';
import { applyObject } from './apply.ts';
import type { RegistryContext } from '../registry-context.ts';
import { updateObject } from './update.ts';
import type { UpdateOptions } from './update.ts';

export function patchObject(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  patch: Patch,
  options: UpdateOptions = {},
): { object: KubeObject; created: boolean } {
  if (patch.type === 'apply')
    return applyObject(context, resource, namespace, name, patch.body, patch.force, options);
  if (patch.type === 'strategic' && resource.custom)
    throw new ApiError(
      415,
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    );
  const object = updateObject(
    context,
    resource,
    namespace,
    name,
    (current) => applyPatch(current, patch, resource.schema),
    { ...options, patched: true },
  );
  return { object, created: false };
}
