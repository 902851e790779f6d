import { expect, test } from 'vitest';
import { ApiError } from '../../../src/embedded/apiserver/types.ts';
import type { KubeObject } from '../../../src/embedded/apiserver/types.ts';
import { podsToDelete } from '../../../src/embedded/controllers/pods-to-delete.ts';
import { deployment, fakeCluster } from './fake-cluster.ts';

const replicaSet = (replicas: number, spec: object = {}) => {
  const { selector, template } = deployment('kad').spec;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'kad', namespace: 'default' },
    spec: { replicas, selector, template, ...spec },
  };
};

test('pods that end or vanish are replaced, finished ones stay', async () => {
  const cluster = fakeCluster();
  cluster.api.create('replicasets.apps', replicaSet(2));
  await cluster.until('two pods', () => cluster.pods().filter(({ status }) => status?.podIP).length === 2);
  const [first, second] = cluster.pods();
  cluster.api.delete('pods', 'default', first!.metadata.name);
  cluster.kubelet.setPhase(second!.metadata.name, 'Failed');
  await cluster.until('two others', () => {
    const status = cluster.api.get('replicasets.apps', 'default', 'kad')!.status;
    return status.availableReplicas === 2 && cluster.pods().length === 3;
  });
  await cluster.settled();
  expect(cluster.pods()).toHaveLength(3);
});

test('minReadySeconds holds availability back', async () => {
  const cluster = fakeCluster();
  cluster.api.create('replicasets.apps', replicaSet(1, { minReadySeconds: 1 }));
  const status = () => cluster.api.get('replicasets.apps', 'default', 'kad')!.status ?? {};
  await cluster.until('a ready pod', () => status().readyReplicas === 1);
  expect(status().availableReplicas ?? 0).toBe(0);
  await cluster.until('an available pod', () => status().availableReplicas === 1);
});

test('a pod that cannot be created gets an event and is retried', async () => {
  const cluster = fakeCluster();
  const { create } = cluster.api;
  let quota = 0;
  cluster.api.create = ((resource, object) => {
    if (resource === 'pods' && cluster.pods().length >= quota) {
      throw new ApiError(403, 'Forbidden', 'pods "kad-x" is forbidden: exceeded quota: stage');
    }
    return create(resource, object);
  }) as typeof create;
  cluster.api.create('replicasets.apps', replicaSet(1));
  const status = () => cluster.api.get('replicasets.apps', 'default', 'kad')!.status ?? {};
  await cluster.until('a failure', () => status().conditions?.[0]?.reason === 'FailedCreate');
  expect(status().conditions).toMatchObject([{ type: 'ReplicaFailure', status: 'True' }]);
  const event = cluster.api.list('events').find(({ reason }) => reason === 'FailedCreate');
  expect(event).toMatchObject({
    type: 'Warning',
    message: expect.stringMatching(/^Error creating: .*exceeded quota/),
  });
  quota = 1;
  await cluster.until(
    'a pod and no failure',
    () => status().readyReplicas === 1 && status().conditions === undefined,
  );
});

test('pods to delete: unassigned, pending, not ready, of low cost, young', () => {
  let version = 0;
  const pod = (
    name: string,
    state: { node?: boolean; phase?: string; ready?: string; cost?: string; born?: number },
  ) =>
    ({
      metadata: {
        name,
        resourceVersion: String((version += 1)),
        creationTimestamp: new Date(state.born ?? 0).toISOString(),
        annotations: state.cost ? { 'controller.kubernetes.io/pod-deletion-cost': state.cost } : {},
      },
      spec: { nodeName: state.node === false ? undefined : 'n' },
      status: {
        phase: state.phase ?? 'Running',
        conditions: state.ready ? [{ type: 'Ready', status: 'True', lastTransitionTime: state.ready }] : [],
      },
    }) as unknown as KubeObject;
  const early = '2024-01-01T00:00:00Z';
  const late = '2024-01-02T00:00:00Z';
  const inOrder = [
    pod('unassigned', { node: false, phase: 'Pending' }),
    pod('pending', { phase: 'Pending' }),
    pod('unready', {}),
    pod('cheap', { ready: early, cost: '-5' }),
    pod('ready since late', { ready: late }),
    pod('young', { ready: early, born: 2000 }),
    pod('old', { ready: early, born: 1000 }),
    pod('dear', { ready: late, cost: '5' }),
  ];
  const names = (pods: KubeObject[]) => pods.map(({ metadata }) => metadata.name);
  expect(names(podsToDelete(inOrder.toReversed(), 99))).toEqual(names(inOrder));
  expect(podsToDelete(inOrder, 2)).toHaveLength(2);
});
