/** A cluster with all controllers and, instead of a kubelet, one that only says that pods run. */
import { afterEach } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../src/embedded/apiserver/cluster-types.ts';
import type { KubeObject, NewObject } from '../../../src/embedded/apiserver/types.ts';
import { startControllers } from '../../../src/embedded/controllers/start.ts';
import { volumeFolders } from '../../../src/embedded/controllers/storage/volume-folders.ts';
import type { VolumeFolders } from '../../../src/embedded/controllers/storage/volume-folders.ts';

const open = new Set<FakeCluster>();

afterEach(() => {
  for (const cluster of open) cluster.close();
  open.clear();
});

export interface FakeCluster {
  api: Cluster;
  errors: unknown[];
  /** Resolves when the condition holds, checked after each change; rejects with a list of the objects. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Nothing has changed for some turns of the event loop. */
  settled(): Promise<void>;
  pods(namespace?: string): KubeObject[];
  kubelet: FakeKubelet;
  close(): void;
}

interface KubeletOptions {
  /** Whether a pod turns ready on its own. */
  ready: (pod: KubeObject) => boolean;
  /** Whether a terminating pod goes on its own. */
  removes: (pod: KubeObject) => boolean;
}

export interface FakeKubelet extends KubeletOptions {
  setReady(pod: string, ready: boolean, namespace?: string): void;
  setPhase(pod: string, phase: string, namespace?: string): void;
  finish(pod: string, namespace?: string): void;
}

/** No folder can be made there. */
export const NO_VOLUMES = volumeFolders('/dev/null');

export function fakeCluster(
  options: Partial<KubeletOptions> & { volumes?: VolumeFolders } = {},
): FakeCluster {
  let changes = 0;
  const listeners = new Set<() => void>();
  const errors: unknown[] = [];
  const api = createCluster({
    onChange: () => {
      changes += 1;
      for (const listener of listeners) setImmediate(listener);
    },
    onHandlerError: (error) => errors.push(error),
  });
  const controllers = startControllers(api, {
    caCertificate: 'PEM',
    node: { name: 'pycont', address: '127.9.0.1', runtimeVersion: 'fake://1', kubeletVersion: 'v1.32.0' },
    volumes: options.volumes ?? NO_VOLUMES,
    onError: (controller, key, error) => errors.push(Object.assign(error as Error, { controller, key })),
  });
  const kubelet = fakeKubelet(api, options);
  const cluster: FakeCluster = {
    api,
    errors,
    kubelet,
    pods: (namespace = 'default') => api.list('pods', { namespace }),
    until(what, condition) {
      return new Promise((resolve, reject) => {
        const check = () => {
          // A check may still be queued when the wait has ended.
          if (!listeners.has(check) || !condition()) return;
          end();
          resolve();
        };
        const timer = setTimeout(() => {
          end();
          const names = api.list('pods').map(({ metadata, status }) => `${metadata.name} ${status?.phase}`);
          reject(new Error(`waited for ${what}; errors: ${errors.join('; ')}; pods: ${names.join(', ')}`));
        }, 10_000);
        const end = () => {
          clearTimeout(timer);
          listeners.delete(check);
        };
        listeners.add(check);
        check();
      });
    },
    async settled() {
      for (let quiet = 0, seen = changes; quiet < 6; quiet = seen === changes ? quiet + 1 : 0) {
        seen = changes;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    close() {
      kubelet.end();
      controllers.close();
    },
  };
  open.add(cluster);
  return cluster;
}

function fakeKubelet(api: Cluster, options: Partial<KubeletOptions>): FakeKubelet & { end(): void } {
  let address = 0;
  const setReady = (name: string, ready: boolean, namespace = 'default') => {
    const pod = api.get('pods', namespace, name)!;
    const others = (pod.status.conditions ?? []).filter(({ type }: { type: string }) => type !== 'Ready');
    const condition = {
      type: 'Ready',
      status: ready ? 'True' : 'False',
      lastTransitionTime: new Date().toISOString(),
    };
    const podIP = pod.status.podIP ?? `127.9.1.${(address += 1)}`;
    api.updateStatus('pods', {
      ...pod,
      status: { ...pod.status, phase: 'Running', podIP, conditions: [...others, condition] },
    });
  };
  const finish = (name: string, namespace = 'default') => {
    const pod = api.get('pods', namespace, name);
    if (pod) api.finalizeDelete('pods', namespace, name, pod.metadata.uid);
  };
  const kubelet = {
    ready: options.ready ?? (() => true),
    removes: options.removes ?? (() => true),
    setReady,
    setPhase: (name: string, phase: string, namespace = 'default') =>
      void api.mergePatch('pods', namespace, name, { status: { phase } }, 'status'),
    finish,
    end: () => end(),
  };
  const end = api.watch('pods', {}, ({ type, object }) => {
    const { namespace, name, uid } = object.metadata;
    setImmediate(() => {
      const pod = api.get('pods', namespace, name);
      if (type === 'DELETED' || !pod || pod.metadata.uid !== uid || !pod.spec.nodeName) return;
      if (pod.metadata.deletionTimestamp) {
        if (kubelet.removes(pod)) finish(name, namespace);
      } else if (!pod.status?.podIP) setReady(name, kubelet.ready(pod), namespace);
    });
  });
  return kubelet;
}

export function deployment(name: string, spec: Record<string, unknown> = {}, image = 'kad:0.0'): NewObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'default', labels: { app: name } },
    spec: {
      replicas: 3,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image, ports: [{ name: 'http', containerPort: 5000 }] }] },
      },
      ...spec,
    },
  };
}
