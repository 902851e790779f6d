import { expect, test } from 'vitest';
import { ask, open, post, configMap, CONFIG_MAPS, server } from './wire.ts';

async function frames(
  path: string,
  wanted: number,
): Promise<{ type: string; object: Record<string, never> & { metadata: { name: string } } }[]> {
  const response = await open(path);
  const seen: never[] = [];
  let text = '';
  for await (const chunk of response) {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop()!;
    for (const line of lines) seen.push(JSON.parse(line) as never);
    if (seen.length >= wanted) break;
  }
  response.destroy();
  return seen;
}

test('a watch replays, continues from a version, and ends with a bookmark', async () => {
  await post(CONFIG_MAPS, configMap('seen'));
  const replayed = await frames(`${CONFIG_MAPS}?watch=1&fieldSelector=metadata.name=seen`, 1);
  expect(replayed[0]).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'seen' } } });
  const { resourceVersion } = (await ask(CONFIG_MAPS)).json.metadata;
  const going = frames(
    `${CONFIG_MAPS}?watch=1&resourceVersion=${resourceVersion}&timeoutSeconds=1&allowWatchBookmarks=true`,
    3,
  );
  await post(CONFIG_MAPS, configMap('later'));
  await ask(`${CONFIG_MAPS}/later`, { method: 'DELETE' });
  expect((await going).map(({ type }) => type)).toEqual(['ADDED', 'DELETED', 'BOOKMARK']);
});

test('initial events end with an annotated bookmark; the old watch path works', async () => {
  const query =
    'watch=1&fieldSelector=metadata.name=seen&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan';
  const [added, bookmark] = await frames(`${CONFIG_MAPS}?${query}`, 2);
  expect(added!.type).toBe('ADDED');
  expect(bookmark).toMatchObject({
    type: 'BOOKMARK',
    object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
  });
  expect((await frames('/api/v1/watch/namespaces/default/configmaps/seen', 1))[0]).toMatchObject({
    type: 'ADDED',
    object: { metadata: { name: 'seen' } },
  });
});

test('a compacted version gives 410', async () => {
  for (let i = 0; i < 12_000; i++)
    server.cluster.mergePatch('configmaps', 'default', 'seen', { data: { i: String(i) } });
  const [error] = await frames(`${CONFIG_MAPS}?watch=1&resourceVersion=1`, 1);
  expect(error).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
});

test('a watch whose client does not read is closed', async () => {
  const slow = await open(`${CONFIG_MAPS}?watch=1&resourceVersion=${server.cluster.resourceVersion()}`);
  slow.pause();
  const ended = new Promise((resolve) => slow.once('close', resolve));
  slow.on('error', () => {});
  const data = 'x'.repeat(500_000);
  for (let i = 0; i < 200; i++) {
    server.cluster.mergePatch('configmaps', 'default', 'seen', { data: { data: data + i } });
    await new Promise((resolve) => setImmediate(resolve));
  }
  slow.resume();
  await ended;
  expect(slow.complete).toBe(false);
});

test('many initial objects do not close a watch', async () => {
  const data = { data: 'x'.repeat(900_000) };
  for (let i = 0; i < 15; i++)
    server.cluster.create('configmaps', {
      ...configMap(`big-${i}`, data),
      metadata: { name: `big-${i}`, namespace: 'kube-public' },
    });
  expect(await frames('/api/v1/namespaces/kube-public/configmaps?watch=1', 15)).toHaveLength(15);
});
