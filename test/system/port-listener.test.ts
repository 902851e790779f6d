import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { listenerOn } from '../../src/system/port-listener.ts';

async function listen(address: string, port = 0): Promise<number> {
  const server = createServer();
  server.listen(port, address);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Another process that listens there. */
async function listenElsewhere(address: string, port: number): Promise<number> {
  const code = `require('node:net').createServer().listen(${port}, '${address}', () => console.log('up'))`;
  const other = execa(process.execPath, ['-e', code], { reject: false });
  onTestFinished(() => void other.kill());
  await once(other.stdout, 'data');
  return other.pid!;
}

test.each(['127.0.0.1', '0.0.0.0', '::'])('a process that listens on %s', async (address) => {
  const port = await listen(address);
  expect(await listenerOn(port)).toMatchObject({ pid: process.pid });
});

test.runIf(process.platform === 'linux')('not one that has the port of another address', async () => {
  const port = await listen('127.0.0.1');
  const other = await listenElsewhere('127.0.0.2', port);
  expect(await listenerOn(port)).toMatchObject({ pid: process.pid });
  expect(other).not.toBe(process.pid);
});

test('nobody', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect(await listenerOn(port)).toBeUndefined();
});
