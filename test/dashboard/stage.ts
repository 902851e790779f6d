/** The embedded API server and a scripted Prometheus, and a dashboard that looks at them. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { startDashboard } from '../../src/dashboard/index.ts';
import type { Dashboard, DashboardOptions } from '../../src/dashboard/index.ts';
import type { Cluster } from '../../src/embedded/apiserver/cluster-types.ts';
import type { KubeObject, NewObject } from '../../src/embedded/apiserver/types.ts';
import { startTestServer } from '../embedded/apiserver/http/test-server.ts';
import type { TestServer } from '../embedded/apiserver/http/test-server.ts';
import { FaultProxy } from '../operator/fault-proxy.ts';
import { scriptedPrometheus } from '../operator/prometheus-server.ts';
import type { ScriptedPrometheus } from '../operator/prometheus-server.ts';
import { Browser } from './browser.ts';

export const NAMESPACE = 'pycont';

export interface Stage {
  server: TestServer;
  cluster: Cluster;
  proxy: FaultProxy;
  prometheus: ScriptedPrometheus;
  warnings: string[];
  /** Looks at it, by default through the proxy, with all rights. */
  dashboard: (options?: Partial<DashboardOptions>) => Promise<Dashboard>;
  browser: (dashboard: Dashboard) => Browser;
  /** Makes the Service prometheus, which leads there. */
  measure: (port: number) => void;
  /** The custom resource definition of the operator. */
  defineScalers: () => Promise<void>;
  create: (resource: string, object: NewObject) => KubeObject;
  /** Its status is written as well. */
  change: (resource: string, name: string, edit: (object: KubeObject) => void) => void;
  close: () => Promise<void>;
}

export async function stage(): Promise<Stage> {
  const server = await startTestServer();
  const { cluster, api } = server;
  const proxy = new FaultProxy({ url: api.url, ca: api.caPem, token: api.adminToken });
  await proxy.up();
  const prometheus = await scriptedPrometheus();
  const assets = await mkdtemp(join(tmpdir(), 'pycont-page-'));
  await writeFile(
    join(assets, 'index.html'),
    '<!doctype html>\n<html lang="en"><title>stub</title></html>\n',
  );
  if (!cluster.get('namespaces', undefined, NAMESPACE))
    cluster.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  const load = (): KubeConfig => {
    const config = new KubeConfig();
    config.loadFromString(proxy.kubeconfig(undefined, NAMESPACE));
    return config;
  };
  const dashboards: Dashboard[] = [];
  const browsers: Browser[] = [];
  const warnings: string[] = [];
  return {
    server,
    cluster,
    proxy,
    prometheus,
    warnings,
    async dashboard(options = {}) {
      const made = await startDashboard({
        kube: { load, namespace: NAMESPACE, inCluster: false },
        namespace: NAMESPACE,
        assets,
        log: { info: () => {}, warn: (what) => warnings.push(String(what)) },
        ...options,
      });
      dashboards.push(made);
      return made;
    },
    browser({ url }) {
      const made = new Browser(url);
      browsers.push(made);
      return made;
    },
    measure(port) {
      server.services.set(`${NAMESPACE}/prometheus:9090`, port);
      cluster.create('services', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'prometheus', namespace: NAMESPACE },
        spec: { selector: { app: 'prometheus' }, ports: [{ name: 'http', port: 9090 }] },
      });
    },
    async defineScalers() {
      for (const document of parseAllDocuments(await readFile('deploy/operator/crd.yaml', 'utf8')))
        cluster.create('customresourcedefinitions.apiextensions.k8s.io', document.toJS());
    },
    create: (resource, object) => cluster.create(resource, object),
    change(resource, name, edit) {
      const object = structuredClone(cluster.get(resource, NAMESPACE, name)!);
      edit(object);
      const { status } = object;
      const written = cluster.update(resource, object);
      if (status !== undefined) cluster.updateStatus(resource, { ...structuredClone(written), status });
    },
    async close() {
      for (const browser of browsers) browser.close();
      await Promise.all(dashboards.map((each) => each.close()));
      await proxy.close();
      await prometheus.close();
      await server.close();
      await rm(assets, { recursive: true, force: true });
    },
  };
}
