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
 * Reports the names of the app's pods that take traffic (ready, and not terminating) whenever they change.
 * @returns ends it
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
  // Without permission the first list fails, but is retried: the permission may be granted later.
  informer.start().catch(() => {});
  return () => void informer.stop();
}

function takesTraffic({ metadata, status }: Pod): boolean {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return metadata.deletionTimestamp === undefined && ready?.status === 'True';
}
