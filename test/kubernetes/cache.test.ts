import { expect, test } from 'vitest';
import { Cache } from '../../src/kubernetes/cache.ts';
import type { View } from '../../src/kubernetes/view.ts';

const view = (version: number, uid = 'one'): View => ({
  key: 'a/b',
  namespace: 'a',
  name: 'b',
  uid,
  version: String(version),
});
const listed = (...views: View[]) => new Map(views.map((each) => [each.key, each]));

function cache() {
  const changes: string[] = [];
  return { cache: new Cache<View>((key) => void changes.push(key)), changes };
}

test('a list replaces what is newer: the server was restored', () => {
  const { cache: objects, changes } = cache();
  objects.put(view(1000));
  objects.replace(listed(view(500)), 1);
  expect(objects.get('a/b')?.version).toBe('500');
  objects.replace(listed(), 2);
  expect([objects.size, changes.length]).toEqual([0, 3]);
});

test('what was just written is ahead of the watch, and of a list that was asked for before', () => {
  const { cache: objects } = cache();
  objects.put(view(10));
  objects.assume(view(12), 5);
  objects.put(view(11));
  objects.replace(listed(view(11)), 4);
  expect(objects.get('a/b')?.version).toBe('12');
  objects.replace(listed(), 4);
  expect(objects.size).toBe(1);
  objects.replace(listed(view(11)), 6);
  expect(objects.get('a/b')?.version).toBe('11');
});

test('once the watch has caught up, nothing is ahead of it', () => {
  const { cache: objects } = cache();
  objects.assume(view(12), 5);
  objects.put(view(13));
  objects.put(view(3));
  expect(objects.get('a/b')?.version).toBe('3');
});

test('the end of the one before is not that of the one of the same name', () => {
  const { cache: objects } = cache();
  objects.put(view(1));
  objects.assume(view(3, 'two'), 5);
  objects.remove(view(2));
  expect(objects.get('a/b')?.uid).toBe('two');
  objects.remove(view(4, 'two'));
  expect(objects.size).toBe(0);
});
