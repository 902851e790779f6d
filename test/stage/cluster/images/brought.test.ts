/** What is remembered of images, against an API server and by kubectl. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { broughtInto } from '../../../../src/stage/cluster/images/brought.ts';
import type { Brought } from '../../../../src/stage/cluster/images/brought.ts';
import { startTestServer } from '../../../embedded/apiserver/http/test-server.ts';
import type { TestServer } from '../../../embedded/apiserver/http/test-server.ts';
import { temporaryFolder } from '../../../show/temporary.ts';

const IMAGE = 'prgcont/pycont-app:0.1';

let api: TestServer;
let folder: string;
let brought: Brought;

beforeAll(async () => {
  api = await startTestServer();
  for (const name of ['one', 'two'])
    await api.kubectl('create -f -', JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name } }));
});
afterAll(() => api.close());

beforeEach(async () => {
  folder = temporaryFolder();
  brought = broughtInto(api.kubeconfig, folder);
  await nodeHas('one', IMAGE);
  await nodeHas('two', IMAGE);
});

async function nodeHas(node: string, ...images: string[]): Promise<void> {
  const status = { images: images.map((image) => ({ names: [`docker.io/${image}`], sizeBytes: 1 })) };
  const patch = `patch node ${node} --subresource=status --type=merge --patch '${JSON.stringify({ status })}'`;
  expect((await api.kubectl(patch)).stderr).toBe('');
}

test('a build is there once it was brought, another one by the same name is not', async () => {
  expect(await brought.has(IMAGE, 'sha256:a')).toBe(false);
  await brought.note(IMAGE, 'sha256:a');
  await brought.note('prgcont/pycont-app:0.2', 'sha256:c');
  expect(await brought.has(IMAGE, 'sha256:a')).toBe(true);
  expect(await brought.has(IMAGE, 'sha256:b')).toBe(false);
  expect(await broughtInto(api.kubeconfig, folder).has(IMAGE, 'sha256:a')).toBe(true);
});

test('one that a node has not, or has no more, is not there', async () => {
  await brought.note(IMAGE, 'sha256:a');
  await nodeHas('two', `other/${IMAGE}5`);
  expect(await brought.has(IMAGE, 'sha256:a')).toBe(false);
});

test('what was brought to another cluster does not count, and makes room', async () => {
  const other = await startTestServer();
  try {
    await broughtInto(other.kubeconfig, folder).note(IMAGE, 'sha256:a');
    expect(await brought.has(IMAGE, 'sha256:a')).toBe(false);
    await brought.note('prgcont/pycont-app:0.2', 'sha256:c');
    expect(await brought.has(IMAGE, 'sha256:a')).toBe(false);
  } finally {
    await other.close();
  }
});

test('where the cluster does not answer or nothing can be kept, all is brought', async () => {
  await brought.note(IMAGE, 'sha256:a');
  const lost = broughtInto('/dev/null', folder);
  expect(await lost.has(IMAGE, 'sha256:a')).toBe(false);
  await broughtInto(api.kubeconfig, '/dev/null/cache').note(IMAGE, 'sha256:a');
  await brought.forget();
  expect(await brought.has(IMAGE, 'sha256:a')).toBe(false);
});
