/** What is remembered of images, against an API server and by kubectl. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadedImages } from '../../../../src/stage/cluster/images/loaded-images.ts';
import type { LoadedImages } from '../../../../src/stage/cluster/images/loaded-images.ts';
import { startTestServer } from '../../../embedded/apiserver/http/test-server.ts';
import type { TestServer } from '../../../embedded/apiserver/http/test-server.ts';
import { temporaryFolder } from '../../../show/temporary.ts';

const IMAGE = 'prgcont/pycont-app:0.1';

let api: TestServer;
let folder: string;
let loaded: LoadedImages;

beforeAll(async () => {
  api = await startTestServer();
  for (const name of ['one', 'two'])
    await api.kubectl('create -f -', JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name } }));
});
afterAll(() => api.close());

beforeEach(async () => {
  folder = temporaryFolder();
  loaded = loadedImages(api.kubeconfig, folder);
  await nodeHas('one', IMAGE);
  await nodeHas('two', IMAGE);
});

async function nodeHas(node: string, ...images: string[]): Promise<void> {
  const status = { images: images.map((image) => ({ names: [`docker.io/${image}`], sizeBytes: 1 })) };
  const patch = `patch node ${node} --subresource=status --type=merge --patch '${JSON.stringify({ status })}'`;
  expect((await api.kubectl(patch)).stderr).toBe('');
}

test('a build is there once it was loaded, another one by the same name is not', async () => {
  expect(await loaded.has(IMAGE, 'sha256:a')).toBe(false);
  await loaded.add(IMAGE, 'sha256:a');
  await loaded.add('prgcont/pycont-app:0.2', 'sha256:c');
  expect(await loaded.has(IMAGE, 'sha256:a')).toBe(true);
  expect(await loaded.has(IMAGE, 'sha256:b')).toBe(false);
  expect(await loadedImages(api.kubeconfig, folder).has(IMAGE, 'sha256:a')).toBe(true);
});

test('one that a node has not, or has no more, is not there', async () => {
  await loaded.add(IMAGE, 'sha256:a');
  await nodeHas('two', `other/${IMAGE}5`);
  expect(await loaded.has(IMAGE, 'sha256:a')).toBe(false);
});

test('what was loaded into another cluster does not count, and makes room', async () => {
  const other = await startTestServer();
  try {
    await loadedImages(other.kubeconfig, folder).add(IMAGE, 'sha256:a');
    expect(await loaded.has(IMAGE, 'sha256:a')).toBe(false);
    await loaded.add('prgcont/pycont-app:0.2', 'sha256:c');
    expect(await loaded.has(IMAGE, 'sha256:a')).toBe(false);
  } finally {
    await other.close();
  }
});

test('where the cluster does not answer or nothing can be kept, all is loaded', async () => {
  await loaded.add(IMAGE, 'sha256:a');
  const lost = loadedImages('/dev/null', folder);
  expect(await lost.has(IMAGE, 'sha256:a')).toBe(false);
  await loadedImages(api.kubeconfig, '/dev/null/cache').add(IMAGE, 'sha256:a');
  await loaded.forget();
  expect(await loaded.has(IMAGE, 'sha256:a')).toBe(false);
});
