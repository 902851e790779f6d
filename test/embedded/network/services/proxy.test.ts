import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { eventually, greeter, later, listen, service, setEndpoints, testNetwork } from '../fake-pods.ts';
import type { TestNetwork } from '../fake-pods.ts';

async function readAll(host: string, port: number): Promise<string> {
  const socket = connect(port, host);
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += chunk;
  return text;
}

/** Two pods on the same port, and a service before them. */
async function twoPods({
  network,
  api,
}: TestNetwork): Promise<{ pods: string[]; port: number; clusterIP: string }> {
  const pods = [network.allocate(), network.allocate()];
  const port = await listen(greeter('one'), pods[0]!);
  await listen(greeter('two'), pods[1]!, port);
  const { spec } = api.create('services', service('kad', [{ port: 8080, targetPort: port }]));
  setEndpoints(api, 'kad', pods, port);
  return { pods, port, clusterIP: spec.clusterIP };
}

test('connections go round robin over ready endpoints', async () => {
  const stage = await testNetwork();
  const { clusterIP } = await twoPods(stage);
  expect(clusterIP).toMatch(new RegExp(`^127\\.${stage.octet}\\.200\\.`));
  const first = await eventually(() => readAll(clusterIP, 8080));
  const rest = [];
  for (let count = 0; count < 3; count += 1) rest.push(await readAll(clusterIP, 8080));
  const other = first === 'one' ? 'two' : 'one';
  expect(rest).toEqual([other, first, other]);
});

test('a removed endpoint gets no new connections, existing ones stay open', async () => {
  const stage = await testNetwork();
  const { pods, port, clusterIP } = await twoPods(stage);
  const echo = createServer((socket) => socket.pipe(socket));
  const lasting = stage.network.allocate();
  await listen(echo, lasting, port);
  setEndpoints(stage.api, 'kad', [lasting], port);
  const talk = await eventually(async () => {
    const socket = connect(8080, clusterIP);
    later(() => void socket.destroy());
    await once(socket, 'connect');
    socket.write('a');
    expect(String((await once(socket, 'data'))[0])).toBe('a');
    return socket;
  });
  setEndpoints(stage.api, 'kad', [pods[1]!], port);
  expect(await readAll(clusterIP, 8080)).toBe('two');
  expect(await readAll(clusterIP, 8080)).toBe('two');
  talk.write('b');
  expect(String((await once(talk, 'data'))[0])).toBe('b');
});

test('an endpoint that refuses is skipped; without any the service refuses', async () => {
  const stage = await testNetwork();
  const { pods, port, clusterIP } = await twoPods(stage);
  setEndpoints(stage.api, 'kad', [stage.network.allocate(), pods[0]!], port);
  expect(await eventually(() => readAll(clusterIP, 8080))).toBe('one');
  expect(await readAll(clusterIP, 8080)).toBe('one');
  setEndpoints(stage.api, 'kad', [], port);
  await expect(readAll(clusterIP, 8080)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  setEndpoints(stage.api, 'kad', [pods[1]!], port);
  expect(await eventually(() => readAll(clusterIP, 8080))).toBe('two');
  stage.api.delete('services', 'default', 'kad');
  await expect(readAll(clusterIP, 8080)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('an end is forwarded while the answer still comes', async () => {
  const stage = await testNetwork();
  const address = stage.network.allocate();
  const body = randomBytes(3_000_000);
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let received = 0;
    socket.on('data', (chunk) => (received += chunk.length));
    socket.on('end', () => socket.end(String(received)));
  });
  const port = await listen(server, address);
  const { spec } = stage.api.create('services', service('kad', [{ port: 8080 }]));
  setEndpoints(stage.api, 'kad', [address], port);
  const answer = await eventually(async () => {
    const socket = connect({ port: 8080, host: spec.clusterIP, allowHalfOpen: true });
    await once(socket, 'connect');
    socket.end(body);
    return String((await once(socket, 'data'))[0]);
  });
  expect(answer).toBe(String(body.length));
});

test('a reset is forwarded', async () => {
  const stage = await testNetwork();
  const address = stage.network.allocate();
  const server = createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const port = await listen(server, address);
  const { spec } = stage.api.create('services', service('kad', [{ port: 8080 }]));
  setEndpoints(stage.api, 'kad', [address], port);
  await expect(
    eventually(async () => {
      const socket = connect(8080, spec.clusterIP);
      await once(socket, 'connect');
      socket.write('x');
      const [error] = await once(socket, 'error').catch((error: unknown) => [error]);
      return error;
    }),
  ).resolves.toMatchObject({ code: 'ECONNRESET' });
});

test('a slow reader holds the writer back', async () => {
  const stage = await testNetwork();
  const address = stage.network.allocate();
  let accepted!: (socket: Socket) => void;
  const upstream = new Promise<Socket>((resolve) => (accepted = resolve));
  const port = await listen(createServer({ pauseOnConnect: true }, accepted), address);
  const { spec } = stage.api.create('services', service('kad', [{ port: 8080 }]));
  setEndpoints(stage.api, 'kad', [address], port);
  const socket = await eventually(async () => {
    const socket = connect(8080, spec.clusterIP);
    later(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  });
  await upstream;
  const chunk = Buffer.alloc(1 << 20);
  let written = 0;
  // Kernel buffers on loopback take some megabytes; 256 would mean that the proxy buffers.
  while (written < 256 && (socket.write(chunk) || (await drained(socket)))) written += 1;
  expect(written).toBeLessThan(256);
});

/** False when the writer is stuck: nothing drains although the event loop turns. */
function drained(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), 300);
    socket.once('drain', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

test('named ports go to the endpoints port of that name', async () => {
  const stage = await testNetwork();
  const address = stage.network.allocate();
  const port = await listen(greeter('web'), address);
  const { spec } = stage.api.create(
    'services',
    service('kad', [
      { name: 'web', port: 8080 },
      { name: 'metrics', port: 9090 },
    ]),
  );
  setEndpoints(stage.api, 'kad', [address], port, 'web');
  expect(await eventually(() => readAll(spec.clusterIP, 8080))).toBe('web');
  await expect(readAll(spec.clusterIP, 9090)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a node port is on 127.0.0.1; a taken one is a warning', async () => {
  const stage = await testNetwork();
  const address = stage.network.allocate();
  const port = await listen(greeter('one'), address);
  const free = createServer();
  const nodePort = await listen(free, '127.0.0.1');
  const ports = [{ port: 8080, targetPort: port, nodePort }];
  stage.api.create('services', service('taken', ports, { type: 'NodePort' }));
  await eventually(async () => {
    const event = stage.api.list('events').find(({ type }) => type === 'Warning');
    expect(event).toMatchObject({ reason: 'ListenFailed', involvedObject: { name: 'taken' } });
  });
  stage.api.delete('services', 'default', 'taken');
  free.close();
  stage.api.create('services', service('kad', ports, { type: 'NodePort' }));
  setEndpoints(stage.api, 'kad', [address], port);
  expect(await eventually(() => readAll('127.0.0.1', nodePort))).toBe('one');
});

test('publish forwards a host port, and rejects one in use', async () => {
  const { network } = await testNetwork();
  const address = network.allocate();
  const port = await listen(greeter('one'), address);
  const published = await network.publish('0.0.0.0', 0, address, port);
  expect(await readAll('127.0.0.1', published.hostPort)).toBe('one');
  await expect(network.publish('', published.hostPort, address, port)).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await published.close();
  await expect(readAll('127.0.0.1', published.hostPort)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('service names: short in the own namespace, long everywhere, pods for headless ones', async () => {
  const { network, api } = await testNetwork();
  const changed: string[] = [];
  network.onHostsChange((namespace) => changed.push(namespace));
  const { spec } = api.create('services', service('redis', [{ port: 6379 }]));
  api.create('services', service('peers', [{ port: 1 }], { clusterIP: 'None' }));
  setEndpoints(api, 'peers', ['127.9.1.1', '127.9.1.2'], 1);
  const long = 'redis.default redis.default.svc redis.default.svc.cluster.local';
  expect(network.serviceHosts('default')).toContain(`${spec.clusterIP} redis ${long}`);
  expect(network.serviceHosts('kube-system')).toContain(`${spec.clusterIP} ${long}`);
  expect(network.serviceHosts('default').filter((line) => / peers /.test(line))).toHaveLength(2);
  await eventually(async () => expect(changed).toContain('kube-system'));
});
