/** A browser that does not read costs the server no memory. */
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { Browsers } from '../../../src/dashboard/server/browsers.ts';

test('one that does not read is dropped before a megabyte waits for it, one that does is not', async () => {
  const browsers = new Browsers({ onCome: () => {}, onLast: () => {} });
  const responses: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    responses.push(response);
    browsers.add(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connect = async () => {
    const request = get({ port, host: '127.0.0.1', agent: false });
    request.on('error', () => {});
    const [response] = await once(request, 'response');
    return response as IncomingMessage;
  };
  const slow = await connect();
  slow.pause();
  slow.on('error', () => {});
  const reads = await connect();
  let heard = 0;
  reads.on('data', (chunk: Buffer) => (heard += chunk.length));
  reads.on('error', () => {});
  browsers.greet({ now: 0, view: {} as never, points: [] });

  const part = 'x'.repeat(50_000);
  let sent = 0;
  let most = 0;
  // Sockets have buffers of their own, of some megabytes.
  for (let round = 0; round < 2000 && browsers.size === 2; round++) {
    browsers.send('patch', { now: 0, patch: { part } });
    sent += part.length;
    most = Math.max(most, ...responses.map(({ writableLength }) => writableLength));
    await expect.poll(() => heard).toBeGreaterThanOrEqual(sent);
  }
  expect(browsers.size).toBe(1);
  expect(most).toBeLessThanOrEqual(1024 * 1024);
  browsers.send('patch', { now: 0, patch: { last: true } });
  await expect.poll(() => heard).toBeGreaterThan(sent);
  browsers.close();
  server.closeAllConnections();
  server.close();
});
