import { KubeConfig } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { runOperator } from '../../src/operator/index.ts';
import type { Look, OperatorOptions } from '../../src/operator/index.ts';
import type { ScalerSpec } from '../../src/operator/policy.ts';
import type { ScalerStatus } from '../../src/operator/resources.ts';
import type { KubeObject } from '../../src/embedded/api/types.ts';
import { startTestServer } from '../embedded/api/http/test-server.ts';
import type { TestServer } from '../embedded/api/http/test-server.ts';
import { FaultProxy } from './fault-proxy.ts';
import { samplesOf, scriptedPrometheus } from './prometheus-server.ts';
import type { Latency, Samples, ScriptedPrometheus } from './prometheus-server.ts';

export const NAMESPACE = 'pycont';
export const SCALERS = 'latencyscalers.pycont.dev';

/** What the talk asks for, only quicker. */
export const spec: ScalerSpec = {
  scaleTargetRef: { kind: 'Deployment', name: 'kad' },
  minReplicas: 1,
  maxReplicas: 5,
  thresholdMilliseconds: 500,
  objective: 0.9,
  windowSeconds: 2,
  cooldownSeconds: 2,
  scaleDownStabilizationSeconds: 2,
};

export interface Running {
  looks: Look[];
  warnings: string[];
  /** Resolves with what the operator ended with: undefined, or its error. */
  ended: Promise<unknown>;
  stop: () => Promise<unknown>;
}

/** A real API server behind a fault proxy, a scripted Prometheus, and a Deployment whose pods are ready at once. */
export interface Stage {
  server: TestServer;
  proxy: FaultProxy;
  prometheus: ScriptedPrometheus;
  /** What Prometheus says of a Deployment from now on; undefined: nothing. */
  latency: Map<string, Omit<Latency, 'pods'>>;
  run: (options?: Partial<OperatorOptions>) => Running;
  deployment: (name?: string) => KubeObject;
  replicas: (name?: string) => number;
  /** Somebody else asks for a number. */
  scaleByHand: (replicas: number, name?: string) => void;
  createDeployment: (name?: string, more?: object) => KubeObject;
  createScaler: (name?: string, more?: ScalerSpec) => KubeObject;
  status: (name?: string) => ScalerStatus;
  events: (reason?: string) => KubeObject[];
  /** What Prometheus says when it is well. */
  samples: () => Samples;
  /** So many pods of each Deployment are not scraped. */
  unscraped: (pods: number) => void;
  /** False: new pods stay unready. */
  ready: (yes: boolean) => void;
  close: () => Promise<void>;
}

export async function stage(): Promise<Stage> {
  const server = await startTestServer();
  const { cluster, api } = server;
  const proxy = new FaultProxy({ url: api.url, caPem: api.caPem, token: api.adminToken });
  await proxy.up();
  const prometheus = await scriptedPrometheus();
  for (const document of parseAllDocuments(await readFile('deploy/operator/crd.yaml', 'utf8')))
    cluster.create('customresourcedefinitions.apiextensions.k8s.io', document.toJS());
  if (!cluster.get('namespaces', undefined, NAMESPACE))
    cluster.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });

  let ready = true;
  const latency = new Map<string, Omit<Latency, 'pods'>>();
  const deployments = 'deployments.apps';
  const deployment = (name = 'kad'): KubeObject => cluster.get(deployments, NAMESPACE, name)!;
  // The controllers and the kubelet have tests of their own: here pods need no time.
  const stopWatching = cluster.watch(deployments, {}, ({ type, object }) => {
    const { replicas } = object.spec;
    const now = ready ? replicas : Math.min(replicas, object.status?.readyReplicas ?? 0);
    if (type === 'DELETED' || (object.status?.replicas === replicas && object.status?.readyReplicas === now))
      return;
    const status = {
      observedGeneration: object.metadata.generation,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: now,
    };
    cluster.updateStatus(deployments, { ...structuredClone(object), status });
  });
  let unscraped = 0;
  const samples = (): Samples =>
    [...latency].flatMap(([name, each]) => {
      const pods = cluster.get(deployments, NAMESPACE, name)?.status?.readyReplicas ?? 0;
      return samplesOf(NAMESPACE, name, 2, 0.5, { ...each, pods: pods - unscraped });
    });
  prometheus.samples(samples);
  const running = new Set<Running>();
  const load = (): KubeConfig => {
    const config = new KubeConfig();
    config.loadFromString(proxy.kubeconfig(undefined, NAMESPACE));
    return config;
  };

  return {
    server,
    proxy,
    prometheus,
    latency,
    samples,
    unscraped: (pods) => void (unscraped = pods),
    deployment,
    replicas: (name) => deployment(name).spec.replicas,
    scaleByHand(replicas, name) {
      const object = structuredClone(deployment(name));
      object.spec.replicas = replicas;
      cluster.update(deployments, object);
    },
    createDeployment: (name = 'kad', more = {}) =>
      cluster.create(deployments, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name, namespace: NAMESPACE, labels: { app: name } },
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: name } },
          template: {
            metadata: { labels: { app: name } },
            spec: { containers: [{ name: 'main', image: 'kad:1' }] },
          },
          ...more,
        },
      }),
    createScaler: (name = 'kad', more = {}) =>
      cluster.create(SCALERS, {
        apiVersion: 'pycont.dev/v1alpha1',
        kind: 'LatencyScaler',
        metadata: { name, namespace: NAMESPACE },
        spec: { ...spec, prometheus: { url: prometheus.url }, ...more },
      }),
    status: (name = 'kad') => cluster.get(SCALERS, NAMESPACE, name)?.status ?? {},
    events: (reason) =>
      cluster
        .list('events', { namespace: NAMESPACE })
        .filter((event) => reason === undefined || event.reason === reason),
    ready(yes) {
      ready = yes;
      for (const object of cluster.list(deployments))
        if (yes)
          cluster.updateStatus(deployments, {
            ...structuredClone(object),
            status: { ...object.status, readyReplicas: object.spec.replicas },
          });
    },
    run(options = {}) {
      const stop = new AbortController();
      const looks: Look[] = [];
      const warnings: string[] = [];
      const ended = runOperator({
        kube: { load, namespace: NAMESPACE, inCluster: false },
        intervalMs: 50,
        leaderElection: false,
        log: { info: () => {}, warn: (message) => void warnings.push(message) },
        onLook: (look) => void looks.push(look),
        signal: stop.signal,
        ...options,
      }).then(
        () => undefined,
        (error: unknown) => error,
      );
      const one: Running = {
        looks,
        warnings,
        ended,
        stop() {
          stop.abort();
          running.delete(one);
          return ended;
        },
      };
      running.add(one);
      return one;
    },
    async close() {
      await Promise.all([...running].map((each) => each.stop()));
      stopWatching();
      await proxy.close();
      await prometheus.close();
      await server.close();
    },
  };
}
