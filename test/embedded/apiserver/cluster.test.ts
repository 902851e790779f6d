import { expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { WatchEvent } from '../../../src/embedded/apiserver/types.ts';

const configMap = (name: string, data: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});

test('an object gets a uid, a resourceVersion and a creation time, and is found again', () => {
  const cluster = createCluster();
  const made = cluster.create('configmaps', configMap('a', { x: '1' }));
  expect(made.metadata).toMatchObject({ name: 'a', namespace: 'default' });
  expect(made.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
  expect(made.metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  expect(cluster.get('configmaps', 'default', 'a')).toEqual(made);
  expect(cluster.get('cm', 'default', 'a')).toEqual(made);
  expect(cluster.list('configmaps', { namespace: 'default' })).toEqual([made]);
});

test('reads are frozen', () => {
  const cluster = createCluster();
  cluster.create('configmaps', configMap('a', { x: '1' }));
  const read = cluster.get('configmaps', 'default', 'a')!;
  expect(() => (read['data'].x = '2')).toThrow(TypeError);
});

test("a duplicate name, a stale write and a missing object give Kubernetes' errors", () => {
  const cluster = createCluster();
  const first = cluster.create('configmaps', configMap('a'));
  expect(() => cluster.create('configmaps', configMap('a'))).toThrow('configmaps "a" already exists');
  cluster.update('configmaps', { ...first, data: { x: '2' } });
  expect(() => cluster.update('configmaps', { ...first, data: { x: '3' } })).toThrow(
    'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
  );
  expect(() => cluster.delete('configmaps', 'default', 'b')).toThrow('configmaps "b" not found');
  expect(() => cluster.get('gadgets', 'default', 'b')).toThrow(
    `the server doesn't have a resource type "gadgets"`,
  );
});

test('a write without a change keeps the resourceVersion', () => {
  const cluster = createCluster();
  const first = cluster.create('configmaps', configMap('a', { x: '1' }));
  const before = cluster.resourceVersion();
  expect(cluster.update('configmaps', { ...first }).metadata.resourceVersion).toBe(
    first.metadata.resourceVersion,
  );
  expect(cluster.resourceVersion()).toBe(before);
});

test('watchers get existing objects, then changes in order, and handlers never run within another', () => {
  const cluster = createCluster();
  cluster.create('configmaps', configMap('a'));
  const seen: string[] = [];
  let inside = false;
  const stop = cluster.watch('configmaps', { namespace: 'default' }, (event: WatchEvent) => {
    expect(inside).toBe(false);
    inside = true;
    seen.push(`${event.type} ${event.object.metadata.name}`);
    if (event.type === 'ADDED' && event.object.metadata.name === 'a')
      cluster.create('configmaps', configMap('b'));
    if (event.type === 'ADDED' && event.object.metadata.name === 'b')
      cluster.delete('configmaps', 'default', 'a');
    inside = false;
  });
  expect(seen).toEqual(['ADDED a', 'ADDED b', 'DELETED a']);
  stop();
  cluster.create('configmaps', configMap('c'));
  expect(seen).toHaveLength(3);
});

test('a pod on a node stays until its kubelet has finished', () => {
  const cluster = createCluster();
  const pod = cluster.create('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default' },
    spec: { nodeName: 'n', containers: [{ name: 'c', image: 'i' }] },
  });
  const left = cluster.delete('pods', 'default', 'p');
  expect(left.metadata.deletionGracePeriodSeconds).toBe(30);
  expect(cluster.get('pods', 'default', 'p')).toBeDefined();
  expect(() => cluster.finalizeDelete('pods', 'default', 'p', 'another')).toThrow(
    'the UID in the precondition (another) does not match the UID in record',
  );
  cluster.finalizeDelete('pods', 'default', 'p', pod.metadata.uid);
  expect(cluster.get('pods', 'default', 'p')).toBeUndefined();
});

test('the state survives in a snapshot, at a larger resourceVersion', () => {
  const cluster = createCluster();
  const made = cluster.create('configmaps', configMap('a', { x: '1' }));
  const again = createCluster({ load: cluster.snapshot() });
  expect(again.get('configmaps', 'default', 'a')).toEqual(made);
  expect(Number(again.resourceVersion())).toBeGreaterThan(Number(cluster.resourceVersion()));
});

test('a repeated event raises its count', () => {
  const cluster = createCluster();
  const about = cluster.create('configmaps', configMap('a'));
  const event = { type: 'Normal', reason: 'Seen', message: 'it was seen', component: 'test' } as const;
  cluster.recordEvent(about, event);
  cluster.recordEvent(about, event);
  expect(cluster.list('events', { fieldSelector: 'involvedObject.name=a' })).toMatchObject([
    { count: 2, reason: 'Seen' },
  ]);
});

test('events are selected by the component that they come from', () => {
  const cluster = createCluster();
  const about = cluster.create('configmaps', configMap('a'));
  for (const component of ['one', 'other'])
    cluster.recordEvent(about, { type: 'Normal', reason: 'Seen', message: 'it was seen', component });
  expect(cluster.list('events', { fieldSelector: 'source=one' })).toMatchObject([
    { source: { component: 'one' } },
  ]);
});
