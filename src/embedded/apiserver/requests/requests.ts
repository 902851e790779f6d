/** The verbs, bound to one cluster. */
import type { Requests } from '../cluster-types.ts';
import { methodNotAllowed, noSuchResource } from '../errors.ts';
import type { Resource } from '../resource.ts';
import { matcherFor } from '../selectors/matcher.ts';
import { tableOf } from '../table.ts';
import { getStored, convertTo } from '../registry-context.ts';
import type { RegistryContext } from '../registry-context.ts';
import { createObject } from './create.ts';
import { deleteObject } from './delete.ts';
import { patchObject } from './patch.ts';
import { bindPod, evictPod } from './pod-verbs.ts';
import { listPage, watchRequest } from './read.ts';
import { getScale, patchScale, updateScale } from './scale.ts';
import { updateObject } from './update.ts';

export function createRequests(context: RegistryContext): Requests {
  const assertServes = (resource: Resource, verb: string, subresource?: string) => {
    if (subresource !== undefined && !resource.subresources.includes(subresource as 'status'))
      throw noSuchResource();
    if (resource.virtual || !resource.verbs.includes(verb)) throw methodNotAllowed(resource, verb);
  };
  return {
    get(resource, namespace, name, subresource) {
      assertServes(resource, 'get', subresource);
      if (subresource === 'scale') return getScale(context, resource, namespace, name);
      return convertTo(resource, getStored(context, resource, namespace, name));
    },
    list(resource, options) {
      assertServes(resource, 'list');
      return listPage(context, resource, options);
    },
    watch(resource, options, handler) {
      assertServes(resource, 'watch');
      return watchRequest(context, resource, options, handler);
    },
    create(resource, namespace, object, options) {
      assertServes(resource, 'create');
      return createObject(context, resource, namespace, object, options);
    },
    update(resource, namespace, name, object, options = {}) {
      assertServes(resource, 'update', options.subresource);
      if (options.subresource === 'scale')
        return updateScale(context, resource, namespace, name, object, options);
      return updateObject(context, resource, namespace, name, () => object, options);
    },
    patch(resource, namespace, name, patch, options = {}) {
      assertServes(resource, 'patch', options.subresource);
      if (options.subresource === 'scale')
        return { object: patchScale(context, resource, namespace, name, patch, options), created: false };
      return patchObject(context, resource, namespace, name, patch, options);
    },
    delete(resource, namespace, name, options) {
      assertServes(resource, 'delete');
      return deleteObject(context, resource, namespace, name, options);
    },
    deleteCollection(resource, options, deleteOptions) {
      assertServes(resource, 'deletecollection');
      const matches = matcherFor(resource, options);
      const namespace = resource.namespaced ? options.namespace : undefined;
      return (
        [...context.store.values(resource.storage, namespace)]
          .filter((stored) => matches(convertTo(resource, stored)))
          // A watch handler may have removed one in between.
          .filter(({ metadata }) => context.store.get(resource.storage, metadata.namespace, metadata.name))
          .map(
            ({ metadata }) =>
              deleteObject(context, resource, metadata.namespace, metadata.name, deleteOptions).object,
          )
      );
    },
    bind: (namespace, pod, binding, options) => bindPod(context, namespace, pod, binding, options),
    evict: (namespace, pod, eviction, options) => evictPod(context, namespace, pod, eviction, options),
    table: (resource, objects, includeObject) => tableOf(resource, objects, context.now(), includeObject),
  };
}
