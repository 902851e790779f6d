/** One watch over all stored kinds, including those of CRDs that are created later. */
import { qualifiedName } from '../apiserver/index.ts';
import type { Cluster, KubeObject, Resource, WatchEvent } from '../apiserver/index.ts';
import type { Running } from './controller.ts';

export interface Observed extends WatchEvent {
  /** As `Api` names it: `deployments.apps`. */
  resource: string;
}

/** Each stored kind once, even if several versions of it are served. */
export function storedKinds(cluster: Cluster): Resource[] {
  const stored = cluster.resources.all().filter(({ virtual }) => !virtual);
  return [...new Map(stored.map((resource) => [resource.storage, resource])).values()];
}

/** Handlers first get every existing object as ADDED. Events are left out: nothing depends on them. */
export function watchEverything(cluster: Cluster, handler: (observed: Observed) => void): Running {
  const watches = new Map<string, () => void>();

  function follow(): void {
    const served = new Set<string>();
    for (const resource of cluster.resources.all()) {
      if (resource.virtual || resource.storage === 'events') continue;
      served.add(resource.storage);
      if (watches.has(resource.storage)) continue;
      const name = qualifiedName(resource);
      // Entered before the watch starts, because it may replay immediately.
      watches.set(resource.storage, () => undefined);
      const end = cluster.watch<KubeObject>(name, {}, (event) => handler({ ...event, resource: name }));
      watches.set(resource.storage, end);
    }
    for (const [storage, end] of watches) {
      if (served.has(storage)) continue;
      end();
      watches.delete(storage);
    }
  }

  follow();
  const endFollowing = cluster.resources.onChange(follow);
  return {
    close() {
      endFollowing();
      for (const end of watches.values()) end();
    },
  };
}
