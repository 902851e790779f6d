/** patch: what the object would become goes the way of an update. */
import type { Patch } from '../cluster-types.ts';
import { ApiError, type KubeObject } from '../types.ts';
import type { Resource } from '../resources/resource.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import type { Core } from './core.ts';
import { updateObject, type UpdateOptions } from './update.ts';

export function patchObject(
  core: Core,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  patch: Patch,
  options: UpdateOptions = {},
): { object: KubeObject; created: boolean } {
  if (patch.type !== 'merge')
    throw new ApiError(415, 'UnsupportedMediaType', `patch type ${patch.type} is not supported`);
  const object = updateObject(
    core,
    resource,
    namespace,
    name,
    (current) => mergePatch(current, patch.body),
    options,
  );
  return { object, created: false };
}
