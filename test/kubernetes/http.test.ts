import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { MAX_BODY, exchange } from '../../src/kubernetes/http.ts';

test('an answer that would not fit into the memory of a pod is not read', async () => {
  const megabyte = 'x'.repeat(1024 ** 2);
  let sent = 0;
  const server = createServer((_, response) => {
    const more = (): void => {
      while (sent < 10 * MAX_BODY) {
        sent += megabyte.length;
        if (!response.write(megabyte)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await expect(exchange(url, { timeoutMs: 20_000 })).rejects.toThrow('longer than 24 MB');
  expect(sent).toBeLessThan(3 * MAX_BODY);
  server.close();
  server.closeAllConnections();
});

test('characters that arrive in parts are whole', async () => {
  const server = createServer((_, response) => {
    const [head, tail] = [Buffer.from('ž').subarray(0, 1), Buffer.from('ž').subarray(1)];
    response.write(head, () => setImmediate(() => response.end(tail)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  expect((await exchange(url, { timeoutMs: 20_000 })).body).toBe('ž');
  server.close();
});
