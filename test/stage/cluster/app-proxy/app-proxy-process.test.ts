/** The app proxy as a program that outlives the command that started it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  findAppProxy,
  startAppProxy,
  stopAppProxy,
} from '../../../../src/stage/cluster/app-proxy/app-proxy-process.ts';
import { temporaryFolder } from '../../../show/temporary.ts';

let folder: string;
beforeEach(() => void (folder = temporaryFolder()));
afterEach(() => stopAppProxy(folder));

/** Nothing listens there: the proxy runs, and waits for its cluster. */
async function kubeconfig(port: number): Promise<string> {
  const file = join(folder, 'kubeconfig');
  const cluster = { name: 'one', cluster: { server: `http://127.0.0.1:${port}` } };
  const context = { name: 'one', context: { cluster: 'one', user: 'one' } };
  const users = [{ name: 'one', user: {} }];
  const config = { 'current-context': 'one', clusters: [cluster], contexts: [context], users };
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

test('runs on for the same cluster', async () => {
  const port = await startAppProxy(folder, await kubeconfig(1), 'pycont');
  const first = findAppProxy(folder);
  expect(await startAppProxy(folder, await kubeconfig(1), 'pycont')).toBe(port);
  expect(findAppProxy(folder)).toEqual(first);
});

test('another cluster of the same name gets one of its own, on the same port', async () => {
  const port = await startAppProxy(folder, await kubeconfig(1), 'pycont');
  const first = findAppProxy(folder)!;
  expect(await startAppProxy(folder, await kubeconfig(2), 'pycont')).toBe(port);
  expect(findAppProxy(folder)!.pid).not.toBe(first.pid);
  expect(() => process.kill(first.pid, 0)).toThrow('ESRCH');
});
