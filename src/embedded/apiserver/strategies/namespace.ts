/** Namespaces: a terminating one stays until the namespace controller has emptied it. */
import type { Strategy } from '../resource.ts';

export const namespaceStrategy: Strategy = {
  setDefaults(namespace) {
    const { metadata } = namespace;
    if (metadata.name) metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
  },
  prepareCreate(namespace) {
    namespace['spec'] = { finalizers: ['kubernetes'] };
    namespace['status'] = { phase: 'Active' };
  },
  protect(namespace, current) {
    namespace['spec'] = { ...namespace['spec'], finalizers: current['spec']?.finalizers };
  },
  prepareDelete(namespace) {
    namespace['status'] = { ...namespace['status'], phase: 'Terminating' };
  },
  held: (namespace) => (namespace['spec']?.finalizers?.length ?? 0) > 0,
};
