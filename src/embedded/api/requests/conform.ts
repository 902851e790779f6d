/** That an object fits its schema before anything else looks at it. */
import type { WriteOptions } from '../cluster-types.ts';
import type { Resource } from '../resources/resource.ts';
import type { KubeObject } from '../types.ts';

export function conform(_resource: Resource, _object: KubeObject, _options: WriteOptions): void {
  // Filled by schema checks.
}
