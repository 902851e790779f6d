/** Who last wrote which field, after an update. */
import type { Resource } from '../resources/resource.ts';
import type { Core } from '../requests/core.ts';
import type { KubeObject } from '../types.ts';

export function recordUpdate(
  _core: Core,
  _resource: Resource,
  _before: KubeObject | undefined,
  _next: KubeObject,
  _manager?: string,
  _subresource?: string,
): void {}
