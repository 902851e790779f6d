/** The kubelet: runs the pods that are bound to its node and reports their status. */
import { mkdirSync, rmSync } from 'node:fs';
import type { KubeObject, NodeApi, WatchEvent } from '../apiserver/index.ts';
import { createContext } from './context.ts';
import type { KubeletOptions } from './context.ts';
import { nodeApi } from './node-api.ts';
import { PodWorker } from './pods/pod-worker.ts';

export type { KubeletOptions } from './context.ts';

export interface Kubelet extends NodeApi {
  /** Resolves when the containers of all deleted pods have ended. */
  ended(): Promise<void>;
  /** Kills all containers; the pods in the API server stay as they are. */
  close(): Promise<void>;
}

export async function startKubelet(options: KubeletOptions): Promise<Kubelet> {
  const context = createContext(options);
  const { api, network, nodeName, volumesFolder } = context;
  rmSync(volumesFolder, { recursive: true, force: true });
  mkdirSync(volumesFolder, { recursive: true, mode: 0o700 });
  const workers = new Map<string, PodWorker>();
  const endings = new Set<Promise<void>>();

  function onPod({ type, object: pod }: WatchEvent): void {
    const { uid, deletionTimestamp } = pod.metadata;
    const worker = workers.get(uid);
    if (type === 'DELETED') {
      if (!worker) return;
      const ending = worker.terminate(0).finally(() => {
        workers.delete(uid);
        endings.delete(ending);
      });
      endings.add(ending);
      return;
    }
    if (worker) {
      worker.update(pod);
      return;
    }
    if (isOver(pod) && deletionTimestamp === undefined) return;
    const created = new PodWorker(context, pod);
    workers.set(uid, created);
    // It may have been deleted while the daemon was down: then it is not started.
    if (deletionTimestamp === undefined) created.start();
    else void created.terminate(0);
  }

  const inNamespace = (namespace: string | undefined) =>
    [...workers.values()].filter(({ pod }) => pod.metadata.namespace === namespace);
  const refresh = ({ object }: WatchEvent) => {
    for (const worker of inNamespace(object.metadata.namespace)) worker.refreshVolumes();
  };
  const stops = [
    api.watch('pods', { fieldSelector: `spec.nodeName=${nodeName}` }, onPod),
    api.watch('configmaps', { replay: false }, refresh),
    api.watch('secrets', { replay: false }, refresh),
    network.onHostsChange((namespace) => {
      for (const worker of inNamespace(namespace)) worker.writeHosts();
    }),
  ];

  return {
    ...nodeApi(context, () => workers.values()),
    async ended() {
      await Promise.all(endings);
    },
    async close() {
      for (const stop of stops) stop();
      await Promise.all([...workers.values()].map((worker) => worker.shutDown()));
      workers.clear();
    },
  };
}

const isOver = (pod: KubeObject) => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
