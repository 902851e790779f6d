import { expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import { deployment } from './objects.ts';

function scaled() {
  const cluster = createCluster();
  cluster.create('deployments', deployment('kad', { replicas: 2 }));
  const entry = cluster.resources.find('deployments')!;
  return {
    cluster,
    get: () => cluster.requests.get(entry, 'default', 'kad', 'scale'),
    put: (scale: object) =>
      cluster.requests.update(entry, 'default', 'kad', scale as never, {
        subresource: 'scale',
        fieldManager: 'scaler',
      }),
    patch: (body: object) =>
      cluster.requests.patch(entry, 'default', 'kad', { type: 'merge', body }, { subresource: 'scale' })
        .object,
  };
}

test('a scale has the desired and the current replicas and the selector', () => {
  const { cluster, get } = scaled();
  cluster.mergePatch('deployments', 'default', 'kad', { status: { replicas: 1 } }, 'status');
  expect(get()).toMatchObject({
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    spec: { replicas: 2 },
    status: { replicas: 1, selector: 'app=kad' },
  });
});

test("a scale's resourceVersion is compared", () => {
  const { cluster, get, put } = scaled();
  const scale = get();
  expect(put({ ...scale, spec: { replicas: 3 } })['spec'].replicas).toBe(3);
  expect(() => put({ ...scale, spec: { replicas: 4 } })).toThrow(
    expect.objectContaining({ code: 409, reason: 'Conflict' }),
  );
  const kad = cluster.get('deployments', 'default', 'kad')!;
  expect(kad['spec'].replicas).toBe(3);
  expect(kad.metadata.managedFields).toContainEqual(
    expect.objectContaining({
      manager: 'scaler',
      subresource: 'scale',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    }),
  );
});

test('a patch changes replicas only, and refuses a negative number', () => {
  const { cluster, patch } = scaled();
  patch({ spec: { replicas: 5 }, status: { replicas: 9 } });
  expect(cluster.get('deployments', 'default', 'kad')).toMatchObject({
    spec: { replicas: 5 },
    metadata: { generation: 2 },
  });
  expect(() => patch({ spec: { replicas: -1 } })).toThrow(
    'Scale.autoscaling "kad" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  );
});

test('kinds without replicas have no scale', () => {
  const cluster = createCluster();
  expect(() => cluster.requests.get(cluster.resources.find('services')!, 'default', 'x', 'scale')).toThrow(
    expect.objectContaining({ code: 404 }),
  );
});
