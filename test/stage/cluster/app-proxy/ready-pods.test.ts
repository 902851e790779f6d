import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { Api } from '../../../../src/kubernetes/api.ts';
import { watchReadyPods } from '../../../../src/stage/cluster/app-proxy/ready-pods.ts';

let version = 1;
const event = (type: string, name: string, ready: string, deletionTimestamp?: string) => ({
  type,
  object: {
    metadata: {
      name,
      uid: name,
      resourceVersion: String(++version),
      ...(deletionTimestamp ? { deletionTimestamp } : {}),
    },
    status: { conditions: [{ type: 'Ready', status: ready }] },
  },
});

let server: Server;
let stop: () => void;
afterEach(() => {
  stop();
  server.close();
  server.closeAllConnections();
});

/** An API server without pods, whose first watch says this. */
async function read(chunks: string[], count: number): Promise<string[][]> {
  const left = [...chunks];
  server = createServer(({ url = '' }, response) => {
    if (!url.includes('watch=true'))
      return void response.end('{"metadata":{"resourceVersion":"1"},"items":[]}');
    const more = () => {
      const chunk = left.shift();
      if (chunk === undefined) return;
      response.write(chunk);
      setImmediate(more);
    };
    response.flushHeaders();
    more();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const configuration = {
    getCurrentCluster: () => ({ server: `http://127.0.0.1:${port}` }),
    applyToHTTPSOptions: async () => {},
  };
  const seen: string[][] = [];
  stop = watchReadyPods({ api: new Api(() => configuration), namespace: 'pycont' }, (pods) =>
    seen.push(pods),
  );
  await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(count), 10_000);
  return seen;
}

const DAY = '2020-01-01T00:00:00Z';

test('pods come with readiness and go with deletion', async () => {
  const events = [
    event('ADDED', 'a', 'False'),
    event('MODIFIED', 'a', 'True'),
    event('ADDED', 'b', 'True'),
    event('MODIFIED', 'a', 'True', DAY),
    event('DELETED', 'b', 'True'),
  ];
  const chunks = events.map((each) => `${JSON.stringify(each)}\n`);
  expect(await read(chunks, 5)).toEqual([[], ['a'], ['a', 'b'], ['b'], []]);
});

test('events are read in whatever pieces they arrive', async () => {
  const text = [event('ADDED', 'a', 'True'), event('ADDED', 'b', 'True')]
    .map((each) => `${JSON.stringify(each)}\n`)
    .join('');
  expect(await read([...text], 2)).toEqual([['a'], ['a', 'b']]);
});

test('a pod without conditions takes no traffic', async () => {
  const object = { metadata: { name: 'a', uid: 'a', resourceVersion: '2' }, status: {} };
  expect(await read([`${JSON.stringify({ type: 'ADDED', object })}\n`], 1)).toEqual([[]]);
});
