/** `node bench/operator-scale.ts [targets…]`: heap and tick of one operator over many LatencyScalers and Deployments. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { startTestServer } from '../test/embedded/apiserver/http/test-server.ts';
import { samplesOf, scriptedPrometheus, vector } from '../test/operator/prometheus-server.ts';
import type { Samples } from '../test/operator/prometheus-server.ts';

const NAMESPACE = 'bench';
/** An app has a dozen buckets. */
const BOUNDS = ['0.2', '0.3', '0.5', '0.75', '2', '3', '5', '7.5', '10'];
const counts = process.argv.slice(2).map(Number);
const rows: object[] = [];

for (const count of counts.length > 0 ? counts : [100, 1000, 3000, 10_000]) {
  const { cluster, kubeconfig, close } = await startTestServer();
  const prometheus = await scriptedPrometheus();
  cluster.create(
    'customresourcedefinitions.apiextensions.k8s.io',
    parseDocument(await readFile('deploy/operator/crd.yaml', 'utf8')).toJS(),
  );
  cluster.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
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
    cluster.create('latencyscalers.pycont.dev', {
      apiVersion: 'pycont.dev/v1alpha1',
      kind: 'LatencyScaler',
      metadata,
      spec: { scaleTargetRef: { name }, prometheus: { url: prometheus.url } },
    });
  }
  const samples = Array.from({ length: count }, (_, i) => [
    ...samplesOf(NAMESPACE, `app-${i}`, 15, 0.1, { rate: 10, share: 0.99, pods: 1 }),
    ...BOUNDS.map((le): Samples[number] => [
      { signal: 'bucket/15', namespace: NAMESPACE, workload: `app-${i}`, le },
      10,
    ]),
  ]).flat();
  const body = JSON.stringify(vector(samples));
  prometheus.answer((_, response) => void response.end(body));
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
