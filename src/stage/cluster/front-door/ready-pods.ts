import { events, watchWithKubectl } from './kubectl-watch.ts';

interface Pod {
  metadata: { name: string; deletionTimestamp?: string };
  status?: { conditions?: { type: string; status: string }[] };
}

/**
 * Tells the names of the app's pods that take traffic (ready, and not on their way out) whenever they change.
 * @returns the function that ends it
 */
export function watchReadyPods(
  cluster: { kubeconfig: string; namespace: string },
  onChange: (pods: string[]) => void,
): () => void {
  return watchWithKubectl(['pods', '--selector=app=kad'], cluster, (output) =>
    readReadyPods(output, onChange),
  );
}

/** Reads what `kubectl get pods --watch --output-watch-events --output=json` writes. */
export function readReadyPods(output: NodeJS.ReadableStream, onChange: (pods: string[]) => void): void {
  const ready = new Set<string>();
  events<Pod>(output, ({ type, object }) => {
    const { name } = object.metadata;
    if (type !== 'DELETED' && takesTraffic(object)) ready.add(name);
    else ready.delete(name);
    onChange([...ready]);
  });
}

function takesTraffic({ metadata, status }: Pod): boolean {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return metadata.deletionTimestamp === undefined && ready?.status === 'True';
}
