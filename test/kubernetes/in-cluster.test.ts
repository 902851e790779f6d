/** What a client needs in a pod: a token, a CA and two variables. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inCluster } from '../../src/kubernetes/in-cluster.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pycont-account-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

describe('outside of a pod it is nothing', () => {
  test.each([
    ['without the variables', {}, true],
    ['without a token', { KUBERNETES_SERVICE_HOST: '10.96.0.1' }, false],
  ])('%s', async (_what, env, mounted) => {
    if (mounted) await write('token', 'x');
    expect(inCluster(env, folder)).toBeUndefined();
  });
});

test.each([
  ['10.96.0.1', '443', 'https://10.96.0.1:443'],
  ['fd00::1', '6443', 'https://[fd00::1]:6443'],
  ['kubernetes.default', undefined, 'https://kubernetes.default:443'],
])('the server at %s, port %s', async (host, port, expected) => {
  await write('token', 'x');
  const kube = inCluster({ KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port }, folder);
  expect(kube?.load().getCurrentCluster()).toEqual({ server: expected });
  expect(kube).toMatchObject({ namespace: 'default', inCluster: true });
});
