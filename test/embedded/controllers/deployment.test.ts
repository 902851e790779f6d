import { expect, test } from 'vitest';
import type { KubeObject } from '../../../src/embedded/apiserver/types.ts';
import { deployment, fakeCluster } from './fake-cluster.ts';
import type { FakeCluster } from './fake-cluster.ts';

const REVISION = 'deployment.kubernetes.io/revision';
const kad = ({ api }: FakeCluster) => api.get('deployments.apps', 'default', 'kad')!;
const replicaSets = ({ api }: FakeCluster) =>
  api
    .list('replicasets.apps', { namespace: 'default' })
    .toSorted(
      (a, b) => Number(a.metadata.annotations?.[REVISION]) - Number(b.metadata.annotations?.[REVISION]),
    );
const condition = (object: KubeObject, type: string) =>
  object.status?.conditions?.find((one: { type: string }) => one.type === type);
const isDone = (cluster: FakeCluster) => {
  const { metadata, spec, status } = kad(cluster);
  return (
    status?.observedGeneration === metadata.generation &&
    [status.replicas, status.updatedReplicas, status.availableReplicas].every(
      (count = 0) => count === spec.replicas,
    ) &&
    condition(kad(cluster), 'Progressing')?.reason === 'NewReplicaSetAvailable'
  );
};
const setImage = ({ api }: FakeCluster, image: string) =>
  api.mergePatch('deployments.apps', 'default', 'kad', {
    spec: { template: { spec: { containers: [{ name: 'kad', image }] } } },
  });
const events = ({ api }: FakeCluster, reason: string) =>
  api.list('events', { namespace: 'default' }).filter((event) => event.reason === reason);

test('a new Deployment rolls out its first revision, with conditions and events', async () => {
  const cluster = fakeCluster();
  cluster.api.create('deployments.apps', deployment('kad'));
  await cluster.until('a complete rollout', () => isDone(cluster));

  const [replicaSet, ...others] = replicaSets(cluster);
  expect(others).toEqual([]);
  const hash = replicaSet!.metadata.labels!['pod-template-hash'];
  expect(replicaSet!.metadata.name).toBe(`kad-${hash}`);
  expect(replicaSet!.metadata.annotations).toMatchObject({
    [REVISION]: '1',
    'deployment.kubernetes.io/desired-replicas': '3',
    'deployment.kubernetes.io/max-replicas': '4',
  });
  expect(replicaSet!.metadata.ownerReferences).toMatchObject([
    { kind: 'Deployment', name: 'kad', controller: true, blockOwnerDeletion: true },
  ]);
  expect(kad(cluster).metadata.annotations?.[REVISION]).toBe('1');
  expect(kad(cluster).status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3 });
  expect(condition(kad(cluster), 'Available')).toMatchObject({
    status: 'True',
    reason: 'MinimumReplicasAvailable',
    message: 'Deployment has minimum availability.',
  });
  expect(condition(kad(cluster), 'Progressing').message).toBe(
    `ReplicaSet "kad-${hash}" has successfully progressed.`,
  );
  expect(events(cluster, 'ScalingReplicaSet')[0]!.message).toBe(
    `Scaled up replica set kad-${hash} from 0 to 3`,
  );
  expect(events(cluster, 'SuccessfulCreate')).toHaveLength(3);
  for (const pod of cluster.pods()) {
    expect(pod.metadata.name).toMatch(new RegExp(`^kad-${hash}-[a-z0-9]{5}$`));
    expect(pod.metadata.labels).toEqual({ app: 'kad', 'pod-template-hash': hash });
    expect(pod.spec.nodeName).toBe('pycont');
  }
  await cluster.settled();
  expect(cluster.errors).toEqual([]);
});

test('a new image rolls to a new ReplicaSet, within surge and availability at every moment', async () => {
  const cluster = fakeCluster();
  cluster.api.create('deployments.apps', deployment('kad', { replicas: 4 }));
  await cluster.until('the first rollout', () => isDone(cluster));
  const counts: { all: number; ready: number }[] = [];
  const end = cluster.api.watch('pods', { replay: false }, () => {
    const pods = cluster.pods().filter(({ metadata }) => !metadata.deletionTimestamp);
    const ready = pods.filter((pod) => condition(pod, 'Ready')?.status === 'True');
    counts.push({ all: pods.length, ready: ready.length });
  });
  setImage(cluster, 'kad:0.1');
  await cluster.until('the second rollout', () => isDone(cluster));
  end();
  // 25 % of 4: one more, one less.
  expect(Math.max(...counts.map(({ all }) => all))).toBe(5);
  expect(Math.min(...counts.map(({ ready }) => ready))).toBe(3);
  expect(replicaSets(cluster).map(({ spec }) => spec.replicas)).toEqual([0, 4]);
  expect(kad(cluster).metadata.annotations?.[REVISION]).toBe('2');
});

test('a rollback reuses the old ReplicaSet under a new revision', async () => {
  const cluster = fakeCluster();
  cluster.api.create('deployments.apps', deployment('kad'));
  await cluster.until('revision 1', () => isDone(cluster));
  const first = replicaSets(cluster)[0]!.metadata.name;
  setImage(cluster, 'kad:0.1');
  await cluster.until(
    'revision 2',
    () => isDone(cluster) && kad(cluster).metadata.annotations?.[REVISION] === '2',
  );
  const template = structuredClone(replicaSets(cluster)[0]!.spec.template);
  delete template.metadata.labels['pod-template-hash'];
  cluster.api.update('deployments.apps', { ...kad(cluster), spec: { ...kad(cluster).spec, template } });
  await cluster.until(
    'revision 3',
    () => isDone(cluster) && kad(cluster).metadata.annotations?.[REVISION] === '3',
  );
  const last = replicaSets(cluster).at(-1)!;
  expect(last.metadata.name).toBe(first);
  expect(last.metadata.annotations?.['deployment.kubernetes.io/revision-history']).toBe('1');
  expect(replicaSets(cluster)).toHaveLength(2);
});

test('Recreate starts nothing new before the last old pod is gone', async () => {
  const cluster = fakeCluster();
  cluster.api.create('deployments.apps', deployment('kad', { replicas: 2, strategy: { type: 'Recreate' } }));
  await cluster.until('the first rollout', () => isDone(cluster));
  cluster.kubelet.removes = () => false;
  const old = cluster.pods().map(({ metadata }) => metadata.name);
  setImage(cluster, 'kad:0.1');
  await cluster.until('old pods terminating', () =>
    cluster.pods().every(({ metadata }) => metadata.deletionTimestamp !== undefined),
  );
  await cluster.settled();
  expect(cluster.pods().map(({ metadata }) => metadata.name)).toEqual(old);
  cluster.kubelet.finish(old[0]!);
  await cluster.settled();
  expect(cluster.pods()).toHaveLength(1);
  cluster.kubelet.finish(old[1]!);
  await cluster.until('the second rollout', () => isDone(cluster));
  expect(cluster.pods()).toHaveLength(2);
});

test('a paused Deployment scales but does not roll', async () => {
  const cluster = fakeCluster();
  cluster.api.create('deployments.apps', deployment('kad'));
  await cluster.until('the first rollout', () => isDone(cluster));
  cluster.api.mergePatch('deployments.apps', 'default', 'kad', { spec: { paused: true } });
  setImage(cluster, 'kad:0.1');
  cluster.api.mergePatch('deployments.apps', 'default', 'kad', { spec: { replicas: 5 } });
  await cluster.until('five pods', () => kad(cluster).status.availableReplicas === 5);
  expect(replicaSets(cluster)).toHaveLength(1);
  expect(condition(kad(cluster), 'Progressing')).toMatchObject({
    status: 'Unknown',
    reason: 'DeploymentPaused',
  });
  cluster.api.mergePatch('deployments.apps', 'default', 'kad', { spec: { paused: false } });
  await cluster.until('the second rollout', () => isDone(cluster) && replicaSets(cluster).length === 2);
});

test('a rollout without progress exceeds its deadline', async () => {
  const cluster = fakeCluster({ ready: () => false });
  cluster.api.create('deployments.apps', deployment('kad', { progressDeadlineSeconds: 1 }));
  await cluster.until(
    'the deadline',
    () => condition(kad(cluster), 'Progressing')?.reason === 'ProgressDeadlineExceeded',
  );
  expect(condition(kad(cluster), 'Progressing')).toMatchObject({ status: 'False' });
  expect(condition(kad(cluster), 'Available')).toMatchObject({
    status: 'False',
    reason: 'MinimumReplicasUnavailable',
  });
  for (const { metadata } of cluster.pods()) cluster.kubelet.setReady(metadata.name, true);
  await cluster.until('recovery', () => isDone(cluster));
});

test('a broken new image never costs more than maxUnavailable', async () => {
  const cluster = fakeCluster({ ready: ({ spec }) => spec.containers[0].image !== 'kad:broken' });
  cluster.api.create(
    'deployments.apps',
    deployment('kad', { replicas: 3, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }),
  );
  await cluster.until('the first rollout', () => isDone(cluster));
  setImage(cluster, 'kad:broken');
  await cluster.until('a surge pod', () => cluster.pods().length === 4);
  await cluster.settled();
  expect(replicaSets(cluster).map(({ spec }) => spec.replicas)).toEqual([3, 1]);
  expect(kad(cluster).status).toMatchObject({
    availableReplicas: 3,
    updatedReplicas: 1,
    unavailableReplicas: 1,
  });
});

test('revisionHistoryLimit deletes the oldest', async () => {
  const cluster = fakeCluster();
  cluster.api.create('deployments.apps', deployment('kad', { replicas: 1, revisionHistoryLimit: 1 }));
  for (const version of [0, 1, 2, 3]) {
    setImage(cluster, `kad:0.${version}`);
    await cluster.until(
      `version ${version}`,
      () =>
        isDone(cluster) &&
        cluster.pods().every(({ spec }) => spec.containers[0].image === `kad:0.${version}`),
    );
  }
  await cluster.until('two ReplicaSets', () => replicaSets(cluster).length === 2);
  expect(replicaSets(cluster).map((one) => one.spec.template.spec.containers[0].image)).toEqual([
    'kad:0.2',
    'kad:0.3',
  ]);
});

test('matching ReplicaSets and pods are adopted, others released', async () => {
  const cluster = fakeCluster();
  const { spec } = deployment('kad', { replicas: 1 });
  cluster.api.create('replicasets.apps', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'orphan', namespace: 'default', labels: { app: 'kad' } },
    spec: { replicas: 1, selector: spec.selector, template: spec.template },
  });
  await cluster.until('an orphaned ReplicaSet', () => cluster.pods().length === 1);
  cluster.api.create('deployments.apps', deployment('kad', { replicas: 1 }));
  await cluster.until('adoption', () => isDone(cluster));
  expect(replicaSets(cluster).map(({ metadata }) => metadata.name)).toEqual(['orphan']);
  expect(cluster.pods()).toHaveLength(1);
  const [pod] = cluster.pods();
  cluster.api.mergePatch('pods', 'default', pod!.metadata.name, { metadata: { labels: { app: 'debug' } } });
  await cluster.until('a replacement', () => cluster.pods().length === 2);
  const released = cluster.api.get('pods', 'default', pod!.metadata.name)!;
  await cluster.until('a release', () => {
    const now = cluster.api.get('pods', 'default', released.metadata.name)!;
    return (now.metadata.ownerReferences ?? []).length === 0;
  });
});

test('a name collision is counted and another hash taken', async () => {
  const cluster = fakeCluster();
  cluster.api.create('deployments.apps', deployment('kad'));
  await cluster.until('the first rollout', () => isDone(cluster));
  const name = replicaSets(cluster)[0]!.metadata.name;
  cluster.api.delete('deployments.apps', 'default', 'kad');
  await cluster.until('nothing left', () => replicaSets(cluster).length === 0 && cluster.pods().length === 0);
  const stranger = deployment('stranger').spec;
  cluster.api.create('replicasets.apps', {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name, namespace: 'default' },
    spec: { replicas: 0, selector: stranger.selector, template: stranger.template },
  });
  cluster.api.create('deployments.apps', deployment('kad'));
  await cluster.until('a rollout beside the stranger', () => isDone(cluster));
  expect(kad(cluster).status.collisionCount).toBe(1);
  expect(cluster.pods()).toHaveLength(3);
});
