import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient } from '../../../src/embedded/kubectl/client.ts';
import type { Client } from '../../../src/embedded/kubectl/client.ts';

const server = createServer();
let client: Client;

beforeEach(async () => {
  server.removeAllListeners('request').listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  client = createClient({
    server: new URL(`http://127.0.0.1:${port}`),
    token: 'secret',
    insecure: false,
    namespace: 'default',
    context: 'x',
  });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('leaving a watch closes its connection', async () => {
  const left = new Promise<void>((resolve) => {
    server.on('request', (_request, response: ServerResponse) => {
      response.write('{"type":"ADDED","object":1}\n{"type":"ADDED","object":2}\n');
      response.once('close', resolve);
    });
  });
  for await (const { object } of client.watch('/api/v1/pods', {})) {
    if (object === 2) break;
  }
  await left;
});

test('the token is sent, and an error has the message of the server', async () => {
  server.on('request', (request, response: ServerResponse) => {
    response.statusCode = 403;
    response.end(
      JSON.stringify({ reason: 'Forbidden', message: String(request.headers.authorization), code: 403 }),
    );
  });
  await expect(client.json('/api')).rejects.toMatchObject({
    reason: 'Forbidden',
    code: 403,
    message: 'Bearer secret',
  });
});

test('an answer that is not a Status becomes the message', async () => {
  server.on('request', (_request, response: ServerResponse) => {
    response.statusCode = 502;
    response.end('bad gateway\n');
  });
  await expect(client.text('/')).rejects.toMatchObject({ message: 'bad gateway', code: 502 });
});
