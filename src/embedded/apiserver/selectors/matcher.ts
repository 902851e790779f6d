/** One predicate for namespace, labels and fields of a list or watch. */
import type { Resource } from '../resource.ts';
import type { KubeObject, ListOptions } from '../types.ts';
import { fieldMatcher } from './fields.ts';
import { labelMatcher } from './labels.ts';

export type Matcher = (object: KubeObject) => boolean;

export function matcherFor(resource: Resource, options: ListOptions): Matcher {
  const labels = labelMatcher(options.labelSelector);
  const fields = fieldMatcher(resource, options.fieldSelector);
  const namespace = resource.namespaced ? options.namespace : undefined;
  return (object) =>
    (!namespace || object.metadata.namespace === namespace) &&
    (labels === undefined || labels(object.metadata.labels)) &&
    (fields === undefined || fields(object));
}
