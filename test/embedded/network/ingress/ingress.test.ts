import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { eventually, later, listen, service, setEndpoints, testNetwork } from '../fake-pods.ts';
import type { TestNetwork } from '../fake-pods.ts';

async function ingressTo(stage: TestNetwork, handlers: RequestListener[]) {
  const pods: string[] = [];
  const servers: Server[] = [];
  let port = 0;
  for (const handler of handlers) {
    const server = createServer(handler);
    const address = stage.network.allocate();
    port = await listen(server, address, port);
    pods.push(address);
    servers.push(server);
  }
  stage.api.create('services', service('kad', [{ name: 'web', port: 80, targetPort: port }]));
  setEndpoints(stage.api, 'kad', pods, port, 'web');
  stage.api.create('ingresses.networking.k8s.io', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'kad', namespace: 'default' },
    spec: {
      rules: [
        {
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'kad', port: { name: 'web' } } } },
              {
                path: '/number',
                pathType: 'Prefix',
                backend: { service: { name: 'kad', port: { number: 80 } } },
              },
              {
                path: '/none',
                pathType: 'Prefix',
                backend: { service: { name: 'nobody', port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
  });
  return { url: stage.network.ingressUrl, pods, port, servers };
}

const says =
  (name: string): RequestListener =>
  (_request, response) =>
    response.end(name);
const text = async (url: string, init?: RequestInit) => (await fetch(url, init)).text();

test('requests on one connection are spread over the pods', async () => {
  const { url } = await ingressTo(await testNetwork(), [says('one'), says('two')]);
  const answers = [];
  for (let count = 0; count < 4; count += 1) answers.push(await text(`${url}/number`));
  expect(answers.toSorted()).toEqual(['one', 'one', 'two', 'two']);
});

test('X-Forwarded headers are added, hop-by-hop ones dropped, repeats kept', async () => {
  const { url } = await ingressTo(await testNetwork(), [
    (request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.end(JSON.stringify(request.headers));
    },
  ]);
  const answer = await fetch(url, { headers: { 'x-forwarded-for': '10.0.0.1', te: 'trailers' } });
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  const headers = (await answer.json()) as IncomingMessage['headers'];
  expect(headers).toMatchObject({
    host: new URL(url).host,
    'x-forwarded-for': '10.0.0.1, 127.0.0.1',
    'x-forwarded-host': new URL(url).host,
    'x-forwarded-proto': 'http',
    'x-forwarded-port': new URL(url).port,
    'x-real-ip': '127.0.0.1',
  });
  expect(headers.te).toBeUndefined();
});

test('bodies stream in both directions', async () => {
  const { url } = await ingressTo(await testNetwork(), [(request, response) => void request.pipe(response)]);
  const parts = ['first', 'second'];
  let release!: () => void;
  const answered = new Promise<void>((resolve) => (release = resolve));
  const body = new ReadableStream({
    async pull(controller) {
      const part = parts.shift();
      if (part === undefined) return controller.close();
      // The second part is sent only when the first has come back.
      if (part === 'second') await answered;
      controller.enqueue(Buffer.from(part));
    },
  });
  const answer = await fetch(url, { method: 'POST', body, duplex: 'half' } as RequestInit);
  let received = '';
  for await (const chunk of answer.body!) {
    received += Buffer.from(chunk as Uint8Array).toString();
    release();
  }
  expect(received).toBe('firstsecond');
});

test('404 without a rule, 503 without a backend, another pod when one refuses', async () => {
  const stage = await testNetwork();
  expect((await fetch(stage.network.ingressUrl)).status).toBe(404);
  const { url, pods, port } = await ingressTo(stage, [says('one')]);
  const none = await fetch(`${url}/none`);
  expect(none.status).toBe(503);
  expect(await none.text()).toContain('service default/nobody has no ready endpoints');
  setEndpoints(stage.api, 'kad', [stage.network.allocate(), pods[0]!], port, 'web');
  for (let count = 0; count < 4; count += 1) expect(await text(url)).toBe('one');
  // Nothing was sent on a refused connection, so a POST may be retried as well.
  expect(await text(url, { method: 'POST', body: 'x' })).toBe('one');
  setEndpoints(stage.api, 'kad', [stage.network.allocate()], port, 'web');
  expect((await fetch(url)).status).toBe(502);
});

test('a request in flight on a removed pod completes, the next goes elsewhere', async () => {
  const stage = await testNetwork();
  let finish!: () => void;
  let arrived!: () => void;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const slow: RequestListener = (_request, response) => {
    arrived();
    finish = () => response.end('slow');
  };
  const { url, pods, port, servers } = await ingressTo(stage, [slow, says('other')]);
  setEndpoints(stage.api, 'kad', [pods[0]!], port, 'web');
  const inFlight = text(url);
  await arrival;
  setEndpoints(stage.api, 'kad', [pods[1]!], port, 'web');
  const closed = once(servers[0]!, 'close');
  servers[0]!.close();
  expect(await text(url)).toBe('other');
  finish();
  expect(await inFlight).toBe('slow');
  // No idle connection of the ingress prevents the pod's server from closing.
  await closed;
});

test('a request whose pod dies halfway fails visibly and is not retried', async () => {
  let requests = 0;
  const { url } = await ingressTo(await testNetwork(), [
    (request, response) => {
      requests += 1;
      if (request.url === '/begun') response.write('half', () => response.destroy());
      else request.socket.destroy();
    },
  ]);
  await expect(text(`${url}/begun`)).rejects.toThrow();
  expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(502);
  expect(requests).toBe(2);
});

test('connections to pods are kept and reused', async () => {
  const { url, servers } = await ingressTo(await testNetwork(), [says('one')]);
  let connections = 0;
  servers[0]!.on('connection', () => (connections += 1));
  for (let count = 0; count < 10; count += 1) await text(url);
  expect(connections).toBe(1);
});

test('an upgrade becomes a connection to the pod', async () => {
  const { url, servers } = await ingressTo(await testNetwork(), [says('one')]);
  servers[0]!.on('upgrade', (request, socket, head) => {
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: ${request.headers.upgrade}\r\n\r\n`);
    socket.write(head);
    socket.pipe(socket);
  });
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
  later(() => void socket.destroy());
  socket.write('GET /chat HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: chat\r\n\r\nhello');
  let received = '';
  while (!received.endsWith('hello')) received += (await once(socket, 'data'))[0];
  expect(received).toContain('101 Switching Protocols\r\nupgrade: chat');
});

test('the status of the Ingress has its address', async () => {
  const stage = await testNetwork();
  const { url } = await ingressTo(stage, [says('one')]);
  await eventually(async () =>
    expect(
      stage.api.get('ingresses.networking.k8s.io', 'default', 'kad')?.status?.loadBalancer,
    ).toMatchObject({
      ingress: [{ ip: '127.0.0.1', ports: [{ port: Number(new URL(url).port), protocol: 'TCP' }] }],
    }),
  );
});
