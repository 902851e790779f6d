import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCluster } from '../../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../../src/embedded/apiserver/cluster.ts';
import type { KubeObject } from '../../../../src/embedded/apiserver/types.ts';
import { configMap, deployment } from '../objects.ts';

interface Manager {
  manager: string;
  operation: string;
  subresource?: string;
  fieldsV1: Record<string, never>;
}

function applyTo(
  cluster: Cluster,
  resource: string,
  body: object,
  fieldManager = 'me',
  force = false,
  subresource?: 'status',
) {
  const entry = cluster.resources.find(resource)!;
  const { name } = (body as KubeObject).metadata;
  const options = { fieldManager, ...(subresource ? { subresource } : {}) };
  return cluster.requests.patch(entry, 'default', name, { type: 'apply', body, force }, options);
}
const managers = (object: KubeObject) => (object.metadata.managedFields ?? []) as Manager[];
const fieldsOf = (object: KubeObject, name: string) =>
  managers(object).find(({ manager }) => manager === name)?.fieldsV1;

test('an apply creates the object, owned by its manager only', () => {
  const cluster = createCluster();
  const { object, created } = applyTo(cluster, 'deployments', deployment('kad', { replicas: 2 }));
  expect(created).toBe(true);
  expect(object['spec'].strategy.type).toBe('RollingUpdate');
  expect(managers(object)).toMatchObject([
    { manager: 'me', operation: 'Apply', apiVersion: 'apps/v1', fieldsType: 'FieldsV1' },
  ]);
  expect(fieldsOf(object, 'me')).toEqual({
    'f:spec': {
      'f:replicas': {},
      'f:selector': {},
      'f:template': {
        'f:metadata': { 'f:labels': { 'f:app': {} } },
        'f:spec': { 'f:containers': { 'k:{"name":"main"}': { '.': {}, 'f:image': {}, 'f:name': {} } } },
      },
    },
  });
});

test('repeating an apply changes nothing', () => {
  const cluster = createCluster();
  const first = applyTo(cluster, 'deployments', deployment('kad')).object;
  const again = applyTo(cluster, 'deployments', deployment('kad'));
  expect(again.created).toBe(false);
  expect(again.object).toEqual(first);
});

test('a field of another manager is a conflict, unless forced', () => {
  const cluster = createCluster();
  applyTo(cluster, 'deployments', deployment('kad', { replicas: 1 }));
  cluster.as('latency-operator').mergePatch('deployments', 'default', 'kad', { spec: { replicas: 3 } });
  const again = () => applyTo(cluster, 'deployments', deployment('kad', { replicas: 1 }));
  expect(again).toThrow(
    /^Apply failed with 1 conflict: conflict with "latency-operator" using apps\/v1: \.spec\.replicas$/,
  );
  try {
    again();
  } catch (error) {
    expect(error).toMatchObject({
      code: 409,
      reason: 'Conflict',
      details: { causes: [{ reason: 'FieldManagerConflict', field: '.spec.replicas' }] },
    });
  }
  const { object } = applyTo(cluster, 'deployments', deployment('kad', { replicas: 1 }), 'me', true);
  expect(object['spec'].replicas).toBe(1);
  expect(fieldsOf(object, 'latency-operator')).toBeUndefined();
});

test('the same value is shared, not a conflict', () => {
  const cluster = createCluster();
  applyTo(cluster, 'configmaps', configMap('a', { x: '1' }), 'first');
  const { object } = applyTo(cluster, 'configmaps', configMap('a', { x: '1', y: '1' }), 'second');
  expect(fieldsOf(object, 'first')).toEqual({ 'f:data': { 'f:x': {} } });
  expect(fieldsOf(object, 'second')).toEqual({ 'f:data': { 'f:x': {}, 'f:y': {} } });
  const without = applyTo(cluster, 'configmaps', configMap('a', { y: '1' }), 'second').object;
  expect(without['data']).toEqual({ x: '1', y: '1' });
});

test('fields no longer applied are removed, those of other managers stay', () => {
  const cluster = createCluster();
  applyTo(cluster, 'configmaps', configMap('a', { x: '1', y: '1' }));
  cluster.as('other').mergePatch('configmaps', 'default', 'a', { data: { z: '1' } });
  const { object } = applyTo(cluster, 'configmaps', configMap('a', { y: '1' }));
  expect(object['data']).toEqual({ y: '1', z: '1' });
});

test('a list item is removed as a whole, unless another manager owns a field in it', () => {
  const cluster = createCluster();
  const spec = (...containers: object[]) =>
    deployment('kad', { template: { metadata: { labels: { app: 'kad' } }, spec: { containers } } });
  const main = { name: 'main', image: 'app:1' };
  const sidecar = { name: 'side', image: 'side:1', env: [{ name: 'X', value: '1' }] };
  const containers = (object: KubeObject) => object['spec'].template.spec.containers;
  applyTo(cluster, 'deployments', spec(main, sidecar));
  expect(containers(applyTo(cluster, 'deployments', spec(main)).object)).toMatchObject([main]);
  applyTo(cluster, 'deployments', spec(main, sidecar));
  applyTo(cluster, 'deployments', spec(main, { name: 'side', image: 'side:1' }), 'other');
  const { object } = applyTo(cluster, 'deployments', spec(main));
  expect(containers(object)).toMatchObject([main, { name: 'side', image: 'side:1' }]);
  expect(containers(object)[1].env).toBeUndefined();
});

test('an update takes ownership of the changed fields only', () => {
  const cluster = createCluster();
  applyTo(cluster, 'configmaps', configMap('a', { x: '1', y: '1' }));
  const object = cluster.as('editor').mergePatch('configmaps', 'default', 'a', { data: { x: '2' } });
  expect(fieldsOf(object, 'me')).toEqual({ 'f:data': { 'f:y': {} } });
  expect(fieldsOf(object, 'editor')).toEqual({ 'f:data': { 'f:x': {} } });
});

test('kubectl takes over fields that it applied client-side and nobody else changed', () => {
  const cluster = createCluster();
  const annotations = {
    'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(configMap('a', { x: '1', y: '1' })),
  };
  const before = configMap('a', { x: '1', y: '1' });
  cluster
    .as('kubectl-client-side-apply')
    .create('configmaps', { ...before, metadata: { ...before.metadata, annotations } });
  cluster.as('editor').mergePatch('configmaps', 'default', 'a', { data: { y: '2' } });
  const wanted = configMap('a', { x: '9', y: '9' });
  expect(() => applyTo(cluster, 'configmaps', wanted, 'another')).toThrow('Apply failed with 2 conflicts');
  expect(() => applyTo(cluster, 'configmaps', wanted, 'kubectl')).toThrow(
    'Apply failed with 1 conflict: conflict with "editor" using v1: .data.y',
  );
  expect(applyTo(cluster, 'configmaps', configMap('a', { x: '9' }), 'kubectl').object['data']).toEqual({
    x: '9',
    y: '2',
  });
});

test('status has separate ownership', () => {
  const cluster = createCluster();
  applyTo(cluster, 'deployments', deployment('kad'));
  const { object } = applyTo(
    cluster,
    'deployments',
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'kad' }, status: { replicas: 1 } },
    'me',
    false,
    'status',
  );
  expect(object['status'].replicas).toBe(1);
  expect(object['spec'].template.spec.containers).toHaveLength(1);
  expect(managers(object).map(({ operation, subresource }) => [operation, subresource])).toEqual([
    ['Apply', undefined],
    ['Apply', 'status'],
  ]);
});

test('invalid configurations are refused', () => {
  const cluster = createCluster();
  const entry = cluster.resources.find('configmaps')!;
  const apply = (body: unknown, fieldManager = 'me') =>
    cluster.requests.patch(entry, 'default', 'a', { type: 'apply', body, force: false }, { fieldManager });
  expect(() => apply(configMap('a'), '')).toThrow(
    'fieldManager: Required value: is required for apply patch',
  );
  expect(() => apply(configMap('b'))).toThrow(
    'the name of the object (b) does not match the name on the URL (a)',
  );
  expect(() => apply({ ...configMap('a'), dota: {} })).toThrow('.dota: field not declared in schema');
  expect(() => apply({ ...configMap('a'), metadata: { name: 'a', managedFields: [{}] } })).toThrow(
    'metadata.managedFields must be nil',
  );
});

const data = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2', '3'), {
  maxKeys: 4,
});

test('laws: apply is idempotent; applied fields exist and are owned; fields without owner are removed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('x', 'y'), data), { minLength: 1, maxLength: 6 }),
      (applies) => {
        const cluster = createCluster();
        const last = new Map<string, Record<string, string>>();
        for (const [manager, wanted] of applies) {
          const { object } = applyTo(cluster, 'configmaps', configMap('m', wanted), manager, true);
          expect(applyTo(cluster, 'configmaps', configMap('m', wanted), manager, true).object).toEqual(
            object,
          );
          last.set(manager, wanted);
          // Force has taken differing fields from the other managers.
          const expected: Record<string, string> = {};
          for (const [owner, fields] of last)
            for (const [key, value] of Object.entries(fields)) {
              if (owner !== manager && wanted[key] !== undefined && wanted[key] !== value) delete fields[key];
              else expected[key] = value;
            }
          expect(object['data'] ?? {}).toEqual({ ...expected, ...wanted });
          const owned = Object.keys(fieldsOf(object, manager)?.['f:data'] ?? {}).filter((key) => key !== '.');
          expect(owned.sort()).toEqual(
            Object.keys(wanted)
              .sort()
              .map((key) => `f:${key}`),
          );
        }
      },
    ),
  );
});
