import { expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import { configMap } from './objects.ts';

const COUNT = 10_000;

test('ten thousand objects: listed in order, by page and by selector, watched, saved and loaded', () => {
  const cluster = createCluster();
  let seen = 0;
  cluster.watch('configmaps', { namespace: 'default' }, () => seen++);
  for (let i = 0; i < COUNT; i++)
    cluster.create(
      'configmaps',
      configMap(`c${(i * 7919) % COUNT}`, { i: String(i) }, { odd: String(i % 2) }),
    );
  expect(seen).toBe(COUNT);
  const names = cluster.list('configmaps').map(({ metadata }) => metadata.name);
  expect(names).toHaveLength(COUNT);
  expect(names).toEqual(names.toSorted());
  expect(cluster.list('configmaps', { labelSelector: 'odd=1' })).toHaveLength(COUNT / 2);
  for (const name of names) cluster.mergePatch('configmaps', 'default', name, { data: { again: 'yes' } });
  const entry = cluster.resources.find('configmaps')!;
  let pages = 0;
  let token: string | undefined;
  do {
    token = cluster.requests.list(entry, { limit: 500, ...(token ? { continue: token } : {}) }).continue;
    pages++;
  } while (token);
  expect(pages).toBe(COUNT / 500);
  const again = createCluster({ load: cluster.snapshot() });
  expect(again.list('configmaps')).toHaveLength(COUNT);
});

test('a read does not copy', () => {
  const cluster = createCluster();
  cluster.create('configmaps', configMap('a'));
  expect(cluster.get('configmaps', 'default', 'a')).toBe(cluster.list('configmaps')[0]);
});
