/** The embedded API server as a world for the operator, at hand in this process. */
import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import type { ScalerSpec } from '../../src/operator/decision/policy.ts';
import type { ScalerStatus } from '../../src/operator/kubernetes/resources.ts';
import type { KubeObject } from '../../src/embedded/apiserver/types.ts';
import { startTestServer } from '../embedded/apiserver/http/test-server.ts';
import type { TestServer } from '../embedded/apiserver/http/test-server.ts';
import { FaultProxy } from './fault-proxy.ts';
import { scriptedPrometheus } from './prometheus-server.ts';
import { keepPods } from './stage-pods.ts';
import { autoscalerOf, deploymentOf, measured, operators, scalerOf } from './world.ts';
import type { World } from './world.ts';

export type { Running } from './world.ts';

export const NAMESPACE = 'pycont';
export const SCALERS = 'latencyscalers.pycont.dev';
const DEPLOYMENTS = 'deployments.apps';
const LEASES = 'leases.coordination.k8s.io';
const RESOURCES = {
  deployment: DEPLOYMENTS,
  scaler: SCALERS,
  autoscaler: 'horizontalpodautoscalers.autoscaling',
};

/** Here pods are ready at once, unless told otherwise. */
export interface Stage extends World {
  server: TestServer;
  deployment: (name?: string) => KubeObject;
  replicas: (name?: string) => number;
  status: (name?: string) => ScalerStatus;
  events: (reason?: string) => KubeObject[];
  holder: () => string;
  /** False: new pods stay unready. */
  ready: (yes: boolean) => void;
}

export async function stage(): Promise<Stage> {
  const server = await startTestServer();
  const { cluster, api } = server;
  const proxy = new FaultProxy({ url: api.url, ca: api.caPem, token: api.adminToken });
  await proxy.up();
  const prometheus = await scriptedPrometheus();
  for (const document of parseAllDocuments(await readFile('deploy/operator/crd.yaml', 'utf8')))
    cluster.create('customresourcedefinitions.apiextensions.k8s.io', document.toJS());
  if (!cluster.get('namespaces', undefined, NAMESPACE))
    cluster.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });

  let ready = true;
  const { latency, samples: samplesFor, unscraped } = measured(NAMESPACE);
  const deployment = (name = 'kad'): KubeObject => cluster.get(DEPLOYMENTS, NAMESPACE, name)!;
  const change = (name: string | undefined, edit: (object: KubeObject) => void): void => {
    const object = structuredClone(deployment(name));
    edit(object);
    cluster.update(DEPLOYMENTS, object);
  };
  const pods = keepPods(cluster, NAMESPACE);
  // The controllers and the kubelet have tests of their own: here pods need no time.
  const stopWatching = cluster.watch(DEPLOYMENTS, {}, ({ type, object }) => {
    if (type === 'DELETED') return pods.remove(object);
    const { replicas } = object.spec;
    pods.keep(object, replicas, ready);
    const now = ready ? replicas : Math.min(replicas, object.status?.readyReplicas ?? 0);
    if (object.status?.replicas === replicas && object.status?.readyReplicas === now) return;
    const status = {
      observedGeneration: object.metadata.generation,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: now,
    };
    cluster.updateStatus(DEPLOYMENTS, { ...structuredClone(object), status });
  });
  const samples = samplesFor((name) => pods.serving(name));
  prometheus.samples(samples);
  const { run, stopAll } = operators(proxy, NAMESPACE);

  return {
    server,
    proxy,
    prometheus,
    namespace: NAMESPACE,
    folder: server.folder,
    latency,
    samples,
    unscraped,
    run,
    deployment,
    replicas: (name) => deployment(name).spec.replicas,
    status: (name = 'kad') => cluster.get(SCALERS, NAMESPACE, name)?.status ?? {},
    events: (reason) =>
      cluster
        .list('events', { namespace: NAMESPACE })
        .filter((event) => reason === undefined || event.reason === reason),
    holder: () => cluster.get(LEASES, NAMESPACE, 'pycont-operator')?.spec.holderIdentity ?? '',
    createDeployment: (name = 'kad', more = {}) =>
      cluster.create(DEPLOYMENTS, deploymentOf(NAMESPACE, name, more)),
    createScaler: (name = 'kad', more: ScalerSpec = {}) =>
      cluster.create(SCALERS, scalerOf(NAMESPACE, name, { prometheus: { url: prometheus.url }, ...more })),
    createAutoscaler: () =>
      // Within the server there is but one version of a kind.
      cluster.create(RESOURCES.autoscaler, { ...autoscalerOf(NAMESPACE), apiVersion: 'autoscaling/v2' }),
    scaleByHand: (replicas, name) => change(name, (object) => void (object.spec.replicas = replicas)),
    relabel: (app, name) => change(name, (object) => void (object.metadata.labels = { app })),
    remove: (kind, name = 'kad') => cluster.delete(RESOURCES[kind], NAMESPACE, name),
    ready(yes) {
      ready = yes;
      for (const object of cluster.list(DEPLOYMENTS))
        if (yes) {
          pods.keep(object, object.spec.replicas, true);
          cluster.updateStatus(DEPLOYMENTS, {
            ...structuredClone(object),
            status: { ...object.status, readyReplicas: object.spec.replicas },
          });
        }
    },
    async close() {
      await stopAll();
      stopWatching();
      await proxy.close();
      await prometheus.close();
      await server.close();
    },
  };
}
