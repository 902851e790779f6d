/** The verbs bound to one cluster. */
import type { Requests } from '../cluster-types.ts';
import { methodNotAllowed, noSuchResource } from '../errors.ts';
import type { Resource } from '../resource.ts';
import { matcherFor } from '../selectors/matcher.ts';
import { tableOf } from '../table.ts';
import { getStored, view } from '../core.ts';
import type { Core } from '../core.ts';
import { createObject } from './create.ts';
import { deleteObject } from './delete.ts';
import { patchObject } from './patch.ts';
import { bindPod, evictPod } from './pod-verbs.ts';
import { listPage, watchRequest } from './read.ts';
import { getScale, patchScale, updateScale } from './scale.ts';
import { updateObject } from './update.ts';

export function createRequests(core: Core): Requests {
  const require = (resource: Resource, verb: string, subresource?: string) => {
    if (subresource !== undefined && !resource.subresources.includes(subresource as 'status'))
      throw noSuchResource();
    if (resource.virtual || !resource.verbs.includes(verb)) throw methodNotAllowed(resource, verb);
  };
  return {
    get(resource, namespace, name, subresource) {
      require(resource, 'get', subresource);
      if (subresource === 'scale') return getScale(core, resource, namespace, name);
      return view(resource, getStored(core, resource, namespace, name));
    },
    list(resource, options) {
      require(resource, 'list');
      return listPage(core, resource, options);
    },
    watch(resource, options, handler) {
      require(resource, 'watch');
      return watchRequest(core, resource, options, handler);
    },
    create(resource, namespace, object, options) {
      require(resource, 'create');
      return createObject(core, resource, namespace, object, options);
    },
    update(resource, namespace, name, object, options = {}) {
      require(resource, 'update', options.subresource);
      if (options.subresource === 'scale')
        return updateScale(core, resource, namespace, name, object, options);
      return updateObject(core, resource, namespace, name, () => object, options);
    },
    patch(resource, namespace, name, patch, options = {}) {
      require(resource, 'patch', options.subresource);
      if (options.subresource === 'scale')
        return { object: patchScale(core, resource, namespace, name, patch, options), created: false };
      return patchObject(core, resource, namespace, name, patch, options);
    },
    delete(resource, namespace, name, options) {
      require(resource, 'delete');
      return deleteObject(core, resource, namespace, name, options);
    },
    deleteCollection(resource, options, deleteOptions) {
      require(resource, 'deletecollection');
      const matches = matcherFor(resource, options);
      const namespace = resource.namespaced ? options.namespace : undefined;
      return (
        [...core.store.values(resource.storage, namespace)]
          .filter((stored) => matches(view(resource, stored)))
          // A watcher may have removed one meanwhile.
          .filter(({ metadata }) => core.store.get(resource.storage, metadata.namespace, metadata.name))
          .map(
            ({ metadata }) =>
              deleteObject(core, resource, metadata.namespace, metadata.name, deleteOptions).object,
          )
      );
    },
    bind: (namespace, pod, binding, options) => bindPod(core, namespace, pod, binding, options),
    evict: (namespace, pod, eviction, options) => evictPod(core, namespace, pod, eviction, options),
    table: (resource, objects, includeObject) => tableOf(resource, objects, core.now(), includeObject),
  };
}
