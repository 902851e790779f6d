import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { RequestEvent } from '../../../src/embedded/apiserver/cluster-types.ts';
import { HISTORY_CAPACITY } from '../../../src/embedded/apiserver/store/store.ts';
import { configMap } from './objects.ts';

const configMaps = (cluster: Cluster) => cluster.resources.find('configmaps')!;
const seenBy = (cluster: Cluster, options: object) => {
  const events: RequestEvent[] = [];
  cluster.requests.watch(configMaps(cluster), { namespace: 'default', ...options }, (event) =>
    events.push(event),
  );
  return events;
};
const summary = (events: RequestEvent[]) =>
  events.map(({ type, object }) => `${type} ${object.metadata.name}`);

test('a watch continues where a list ended', () => {
  const cluster = createCluster();
  cluster.create('configmaps', configMap('a'));
  const { resourceVersion } = cluster.requests.list(configMaps(cluster), {});
  cluster.create('configmaps', configMap('b'));
  cluster.delete('configmaps', 'default', 'a');
  const events = seenBy(cluster, { resourceVersion });
  cluster.create('configmaps', configMap('c'));
  expect(summary(events)).toEqual(['ADDED b', 'DELETED a', 'ADDED c']);
});

test('an object that stops matching is DELETED, one that starts is ADDED', () => {
  const cluster = createCluster();
  const events = seenBy(cluster, { labelSelector: 'tier=web' });
  cluster.create('configmaps', configMap('a'));
  const label = (tier: string | null) =>
    cluster.mergePatch('configmaps', 'default', 'a', { metadata: { labels: { tier } } });
  label('web');
  cluster.mergePatch('configmaps', 'default', 'a', { data: { x: '1' } });
  label('db');
  label(null);
  expect(summary(events)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
});

test('each event has the resourceVersion of its change, also a deletion', () => {
  const cluster = createCluster();
  const events = seenBy(cluster, {});
  cluster.create('configmaps', configMap('a'));
  cluster.mergePatch('configmaps', 'default', 'a', { data: { x: '1' } });
  cluster.delete('configmaps', 'default', 'a');
  const versions = events.map(({ object }) => Number(object.metadata.resourceVersion));
  expect(versions).toHaveLength(3);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(new Set(versions).size).toBe(3);
  expect(cluster.resourceVersion()).toBe(String(versions[2]));
});

test('a version that is too old is 410 Expired, one in the future is refused', () => {
  const cluster = createCluster();
  cluster.create('configmaps', configMap('a'));
  const { resourceVersion } = cluster.requests.list(configMaps(cluster), {});
  for (let i = 0; i < HISTORY_CAPACITY * 2; i++)
    cluster.mergePatch('configmaps', 'default', 'a', { data: { count: String(i) } });
  expect(() => seenBy(cluster, { resourceVersion })).toThrow(
    expect.objectContaining({ code: 410, reason: 'Expired' }),
  );
  const recent = String(Number(cluster.resourceVersion()) - 10);
  expect(seenBy(cluster, { resourceVersion: recent })).toHaveLength(10);
  const future = String(Number(cluster.resourceVersion()) + 1);
  expect(() => seenBy(cluster, { resourceVersion: future })).toThrow('Too large resource version');
});

test('after a restart an older watch must list again', () => {
  const cluster = createCluster();
  cluster.create('configmaps', configMap('a'));
  const again = createCluster({ load: cluster.snapshot() });
  expect(() => seenBy(again, { resourceVersion: cluster.resourceVersion() })).toThrow(
    expect.objectContaining({ code: 410 }),
  );
});

test('a handler that throws affects neither the writer nor other watchers', () => {
  const errors: unknown[] = [];
  const cluster = createCluster({ onHandlerError: (error) => errors.push(error) });
  cluster.watch('configmaps', {}, () => {
    throw new Error('broken handler');
  });
  const events = seenBy(cluster, {});
  expect(cluster.create('configmaps', configMap('a')).metadata.name).toBe('a');
  expect(summary(events)).toEqual(['ADDED a']);
  expect(errors).toHaveLength(1);
});

const change = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  action: fc.constantFrom('create', 'delete', 'web', 'db'),
});

test('after any changes, the events of a watch add up to what a list gives', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), fc.nat(30), (changes, start) => {
      const cluster = createCluster();
      const options = { namespace: 'default', labelSelector: 'tier=web' };
      const held = new Map<string, string>();
      const follow = () => {
        const page = cluster.requests.list(configMaps(cluster), options);
        for (const { metadata } of page.items) held.set(metadata.name, metadata.resourceVersion);
        return page.resourceVersion;
      };
      let from: string | undefined;
      for (const [i, { name, action }] of changes.entries()) {
        if (i === start) from = follow();
        const exists = cluster.get('configmaps', 'default', name) !== undefined;
        if (action === 'create' && !exists)
          cluster.create('configmaps', configMap(name, {}, { tier: 'web' }));
        else if (action === 'delete' && exists) cluster.delete('configmaps', 'default', name);
        else if (exists)
          cluster.mergePatch('configmaps', 'default', name, { metadata: { labels: { tier: action } } });
      }
      from ??= follow();
      cluster.requests.watch(
        configMaps(cluster),
        { ...options, resourceVersion: from },
        ({ type, object }) => {
          const { name, resourceVersion } = object.metadata;
          expect(held.has(name)).toBe(type !== 'ADDED');
          if (type === 'DELETED') held.delete(name);
          else held.set(name, resourceVersion);
        },
      );
      const listed = cluster
        .list('configmaps', options)
        .map(({ metadata }) => [metadata.name, metadata.resourceVersion]);
      expect(Array.from(held).sort()).toEqual(listed);
    }),
  );
});

test('pages show each object once, in order, while objects are created and deleted', () => {
  const cluster = createCluster();
  for (const name of ['a', 'b', 'c', 'd', 'e']) cluster.create('configmaps', configMap(name));
  const first = cluster.requests.list(configMaps(cluster), { namespace: 'default', limit: 2 });
  expect(first).toMatchObject({
    remainingItemCount: 3,
    items: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
  });
  cluster.delete('configmaps', 'default', 'b');
  cluster.delete('configmaps', 'default', 'c');
  const second = cluster.requests.list(configMaps(cluster), {
    namespace: 'default',
    limit: 2,
    continue: first.continue!,
  });
  expect(second.items.map(({ metadata }) => metadata.name)).toEqual(['d', 'e']);
  expect(second.continue).toBeUndefined();
  expect(second.resourceVersion).toBe(first.resourceVersion);
  expect(() => cluster.requests.list(configMaps(cluster), { continue: 'nonsense' })).toThrow(
    expect.objectContaining({ code: 400 }),
  );
});
