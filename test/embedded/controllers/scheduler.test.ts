import { expect, test } from 'vitest';
import { fakeCluster } from './fake-cluster.ts';
import type { FakeCluster } from './fake-cluster.ts';

const pod = (name: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: { containers: [{ name: 'main', image: 'kad' }], ...spec },
});
const scheduled = ({ api }: FakeCluster, name: string) =>
  api
    .get('pods', 'default', name)!
    .status?.conditions?.find(({ type }: { type: string }) => type === 'PodScheduled');

test('a pod is bound, with an event', async () => {
  const cluster = fakeCluster();
  cluster.api.create('pods', pod('one'));
  await cluster.until('a running pod', () => cluster.pods()[0]?.status?.phase === 'Running');
  expect(cluster.pods()[0]!.spec.nodeName).toBe('pycont');
  expect(scheduled(cluster, 'one')).toMatchObject({ status: 'True' });
  expect(cluster.api.list('events')[0]).toMatchObject({
    type: 'Normal',
    reason: 'Scheduled',
    message: 'Successfully assigned default/one to pycont',
  });
});

test.each([
  ['nodeSelector', { nodeSelector: { disk: 'ssd' } }, "1 node(s) didn't match Pod's node affinity/selector"],
  [
    'cpu',
    { containers: [{ name: 'main', image: 'kad', resources: { requests: { cpu: '5000' } } }] },
    '1 Insufficient cpu',
  ],
])('a pod that does not fit by %s waits and says why', async (_what, spec, reason) => {
  const cluster = fakeCluster();
  cluster.api.create('pods', pod('one', spec));
  await cluster.until('a refusal', () => scheduled(cluster, 'one')?.status === 'False');
  expect(scheduled(cluster, 'one')).toMatchObject({
    reason: 'Unschedulable',
    message: `0/1 nodes are available: ${reason}. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.`,
  });
  expect(cluster.api.list('events')[0]).toMatchObject({ type: 'Warning', reason: 'FailedScheduling' });
});

test('a label, a toleration or an uncordon makes it fit', async () => {
  const cluster = fakeCluster();
  cluster.api.mergePatch('nodes', undefined, 'pycont', {
    spec: { unschedulable: true, taints: [{ key: 'stage', value: 'main', effect: 'NoSchedule' }] },
  });
  cluster.api.create('pods', pod('one', { nodeSelector: { disk: 'ssd' } }));
  cluster.api.create('pods', pod('two', { tolerations: [{ operator: 'Exists' }] }));
  await cluster.until(
    'the tolerant pod',
    () => cluster.api.get('pods', 'default', 'two')!.spec.nodeName === 'pycont',
  );
  await cluster.until('a refusal', () =>
    scheduled(cluster, 'one')?.message.includes('node(s) were unschedulable'),
  );
  cluster.api.mergePatch('nodes', undefined, 'pycont', { spec: { unschedulable: false } });
  await cluster.until('the taint', () =>
    scheduled(cluster, 'one').message.includes('node(s) had untolerated taint {stage: main}'),
  );
  cluster.api.mergePatch('nodes', undefined, 'pycont', {
    spec: { taints: [] },
    metadata: { labels: { disk: 'ssd' } },
  });
  await cluster.until(
    'the other pod',
    () => cluster.api.get('pods', 'default', 'one')!.spec.nodeName === 'pycont',
  );
});
