/**
 * `node bench/operator-scale.ts [targets…]`: heap and tick of one operator over many LatencyScalers and Deployments,
 * and what its query costs a real Prometheus, where one is installed.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { startTestServer } from '../test/embedded/apiserver/http/test-server.ts';
import { CounterModel, Latencies } from '../test/operator/counter-model.ts';
import { isCounters, scriptedPrometheus } from '../test/operator/prometheus-server.ts';
import { keepPods } from '../test/operator/stage-pods.ts';
import { installed, queryCost } from './operator/query-cost.ts';

const NAMESPACE = 'bench';
const counts = process.argv.slice(2).map(Number);
const rows: object[] = [];

if (installed) console.table([await queryCost(1000)]);
else console.log('What the query costs is not measured: there is no prometheus on PATH.');

for (const count of counts.length > 0 ? counts : [100, 1000, 3000, 10_000]) {
  const { cluster, kubeconfig, close } = await startTestServer();
  const prometheus = await scriptedPrometheus();
  cluster.create(
    'customresourcedefinitions.apiextensions.k8s.io',
    parseDocument(await readFile('deploy/operator/crd.yaml', 'utf8')).toJS(),
  );
  cluster.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  const pods = keepPods(cluster, NAMESPACE);
  const names = new Map<string, string[]>();
  const latencies = new Latencies();
  for (let i = 0; i < count; i++) {
    const name = `app-${i}`;
    const metadata = { name, namespace: NAMESPACE };
    const labels = { app: name };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'kad:1' }] } };
    const made = cluster.create('deployments.apps', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
    });
    cluster.updateStatus('deployments.apps', {
      ...structuredClone(made),
      status: { replicas: 1, updatedReplicas: 1, readyReplicas: 1 },
    });
    names.set(name, pods.keep(made, 1));
    latencies.set(name, { rate: 10, share: 0.99 });
    cluster.create('latencyscalers.pycont.dev', {
      apiVersion: 'pycont.dev/v1alpha1',
      kind: 'LatencyScaler',
      metadata,
      spec: { scaleTargetRef: { name }, prometheus: { url: prometheus.url } },
    });
  }
  const model = new CounterModel(latencies, 0.1);
  prometheus.samples((query) => {
    const now = Date.now() / 1000;
    if (!isCounters(query)) return [];
    return [...names].flatMap(([name, of]) => model.samples(NAMESPACE, name, of, now, query.time));
  });
  rows.push(await measure(kubeconfig, count));
  await prometheus.close();
  await close();
}
console.table(rows);

async function measure(kubeconfig: string, count: number): Promise<object> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', 'bench/operator/scale-child.ts', NAMESPACE, String(count)],
    {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let out = '';
  for await (const chunk of child.stdout) out += String(chunk);
  const { heapAboveIdle, peakAboveIdle, tick, worst } = JSON.parse(out) as Record<string, number>;
  const round = (value = NaN): number => Math.round(value * 10) / 10;
  return {
    targets: count,
    'heap above idle, MB': round(heapAboveIdle),
    'peak, MB': round(peakAboveIdle),
    'tick, ms (median)': round(tick),
    'tick, ms (worst of 10)': round(worst),
  };
}
