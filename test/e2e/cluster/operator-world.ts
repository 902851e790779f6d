/** The current cluster as a world for the operator: real Deployments with real pods, each world in a namespace of its own. */
import { KubeConfig } from '@kubernetes/client-node';
import { execa } from 'execa';
import { mkdtemp, rm } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeObject } from '../../../src/embedded/apiserver/types.ts';
import { Api, ApiFailure } from '../../../src/kubernetes/api.ts';
import { paths } from '../../../src/operator/kubernetes/resources.ts';
import { FaultProxy } from '../../operator/fault-proxy.ts';
import type { Upstream } from '../../operator/fault-proxy.ts';
import { scriptedPrometheus } from '../../operator/prometheus-server.ts';
import { autoscalerOf, deploymentOf, measured, operators, scalerOf } from '../../operator/world.ts';
import type { Kind, World } from '../../operator/world.ts';

const MERGE = 'application/merge-patch+json';
const CRD = 'deploy/operator/crd.yaml';

const load = (): KubeConfig => {
  const config = new KubeConfig();
  config.loadFromDefault();
  return config;
};

async function upstreamOf(config: KubeConfig): Promise<Upstream> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { authorization } = Object.fromEntries(
    Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));
  return {
    url: config.getCurrentCluster()!.server,
    ca: text(options.ca) ?? '',
    token: authorization?.replace('Bearer ', ''),
    cert: text(options.cert),
    key: text(options.key),
  };
}

/** Teaches the cluster what a LatencyScaler is. */
export async function teachScalers(): Promise<void> {
  await execa('kubectl', ['apply', '--filename', CRD]);
  await execa('kubectl', ['wait', '--for=condition=Established', '--filename', CRD]);
}

/** Takes everything away again; resolves when it is gone. */
export async function cleanUp(): Promise<void> {
  await execa('kubectl', ['delete', 'namespace', '--selector=pycont.dev/test=operator', '--wait=true']);
  await execa('kubectl', ['delete', '--ignore-not-found', '--filename', CRD]);
}

/** One that `cleanUp` finds. */
export async function makeNamespace(name: string): Promise<void> {
  await execa('kubectl', ['create', 'namespace', name]);
  await execa('kubectl', ['label', 'namespace', name, 'pycont.dev/test=operator']);
}

let worlds = 0;

export async function clusterWorld(): Promise<World> {
  const api = new Api(load);
  const namespace = `operator-${process.pid}-${worlds++}`;
  const folder = await mkdtemp(join(tmpdir(), 'pycont-operator-'));
  await makeNamespace(namespace);
  const proxy = new FaultProxy(await upstreamOf(load()));
  await proxy.up();
  const prometheus = await scriptedPrometheus();
  const { run, stopAll } = operators(proxy, namespace);

  const collections: Record<Kind, string> = {
    deployment: paths.deployments(namespace),
    scaler: paths.scalers(namespace),
    autoscaler: paths.autoscalers(namespace),
  };
  const get = async (path: string): Promise<KubeObject | undefined> => {
    try {
      return await api.send<KubeObject>(`read ${path}`, 'GET', path);
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 404) return undefined;
      throw error;
    }
  };
  const create = (kind: Kind, body: object) =>
    api.send(`create a ${kind}`, 'POST', collections[kind], { body });
  const change = (name: string, body: object) =>
    api.send(`change ${name}`, 'PATCH', `${collections.deployment}/${name}`, { body, contentType: MERGE });

  const { latency, samples: samplesFor, unscraped } = measured(namespace);
  const samples = samplesFor(async (name) => {
    const { items } = await api.send<{ items: KubeObject[] }>(
      'list pods',
      'GET',
      `${paths.pods(namespace)}?labelSelector=app%3D${name}`,
    );
    const ready = ({ status }: KubeObject): boolean =>
      status?.conditions?.some(
        (each: { type: string; status: string }) => each.type === 'Ready' && each.status === 'True',
      );
    return items.filter(ready).map(({ metadata }) => metadata.name);
  });
  prometheus.samples(samples);

  return {
    proxy,
    prometheus,
    namespace,
    folder,
    latency,
    samples,
    unscraped,
    run,
    replicas: async (name = 'kad') => (await get(`${collections.deployment}/${name}`))?.spec.replicas,
    status: async (name = 'kad') => (await get(`${collections.scaler}/${name}`))?.status ?? {},
    events: async (reason) => {
      const { items } = await api.send<{ items: KubeObject[] }>(
        'list Events',
        'GET',
        paths.events(namespace),
      );
      return items.filter((event) => reason === undefined || event.reason === reason);
    },
    holder: async () => (await get(`${paths.leases(namespace)}/pycont-operator`))?.spec.holderIdentity ?? '',
    createDeployment: (name = 'kad', more = {}) => create('deployment', deploymentOf(namespace, name, more)),
    createScaler: (name = 'kad', more = {}) =>
      create('scaler', scalerOf(namespace, name, { prometheus: { url: prometheus.url }, ...more })),
    createAutoscaler: () => create('autoscaler', autoscalerOf(namespace)),
    scaleByHand: (replicas, name = 'kad') => change(name, { spec: { replicas } }),
    relabel: (app, name = 'kad') => change(name, { metadata: { labels: { app } } }),
    remove: (kind, name = 'kad') => api.send(`delete ${name}`, 'DELETE', `${collections[kind]}/${name}`),
    async close() {
      await stopAll();
      await proxy.close();
      await prometheus.close();
      // The namespace empties itself while others go on.
      await api.send('delete the namespace', 'DELETE', `/api/v1/namespaces/${namespace}`);
      api.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
