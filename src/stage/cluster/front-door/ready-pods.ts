import { Informer, viewOf } from '../../../kubernetes/index.ts';
import type { Api, View } from '../../../kubernetes/index.ts';

interface Pod {
  metadata: { name: string; deletionTimestamp?: string };
  status?: { conditions?: { type: string; status: string }[] };
}

interface PodView extends View {
  ready: boolean;
}

/**
 * Tells the names of the app's pods that take traffic (ready, and not on their way out) whenever they change.
 * @returns the function that ends it
 */
export function watchReadyPods(
  { api, namespace }: { api: Api; namespace: string },
  onChange: (pods: string[]) => void,
): () => void {
  const informer = new Informer<PodView>({
    api,
    what: 'pods',
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
    selectors: { labelSelector: 'app=kad' },
    project: (pod: Pod) => ({ ...viewOf(pod), ready: takesTraffic(pod) }),
    onChange: () => onChange([...informer.list()].filter(({ ready }) => ready).map(({ name }) => name)),
  });
  // One who may not list them is refused for good, and asks again all the same: rights may come.
  informer.start().catch(() => {});
  return () => void informer.stop();
}

function takesTraffic({ metadata, status }: Pod): boolean {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return metadata.deletionTimestamp === undefined && ready?.status === 'True';
}
