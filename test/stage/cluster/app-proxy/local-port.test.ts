import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { freeEverywhere } from '../../../../src/stage/cluster/app-proxy/local-port.ts';

test('a port that is taken on some loopback address is not free everywhere', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await freeEverywhere(port)).toBeUndefined();
  server.close();
  await once(server, 'close');
  expect(await freeEverywhere(port)).toBe(port);
});
