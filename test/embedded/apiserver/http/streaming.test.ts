import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Exec, KubeConfig, PortForward } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POD, readUntil, startTestServer } from './test-server.ts';
import type { TestServer } from './test-server.ts';

let server: TestServer;
let echo: Server;

beforeAll(async () => {
  server = await startTestServer();
  server.cluster.create('pods', structuredClone(POD));
  server.cluster.mergePatch('pods', 'default', 'web', { status: { phase: 'Running' } }, 'status');
  // Echoes, and ends when the client has ended.
  echo = createServer({ allowHalfOpen: true }, (socket) => {
    socket.pipe(socket);
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  server.node.ports.set(8080, (echo.address() as AddressInfo).port);
});

afterAll(async () => {
  echo.close();
  await server.close();
});

test('exec has output, input and the exit code', async () => {
  const { code, stdout, stderr } = await server.kubectl(
    "exec -i web -- sh -c 'cat; echo problem >&2; exit 7'",
    'given',
  );
  expect(stdout).toBe('given');
  expect(stderr).toContain('problem');
  expect(code).toBe(7);
});

test('exec in a container that does not exist is refused', async () => {
  const { code, stderr } = await server.kubectl('exec web -c nope -- true');
  expect(code).toBe(1);
  expect(stderr).toContain('nope');
});

test('exec over SPDY, as older kubectl do it', async () => {
  process.env.KUBECTL_REMOTE_COMMAND_WEBSOCKETS = 'false';
  const { code, stdout } = await server.kubectl("exec -i web -- sh -c 'cat; exit 3'", 'x'.repeat(300_000));
  delete process.env.KUBECTL_REMOTE_COMMAND_WEBSOCKETS;
  expect(stdout.length).toBe(300_000);
  expect(code).toBe(3);
});

test('a large output arrives completely', async () => {
  const { stdout } = await server.kubectl("exec web -- sh -c 'head -c 5000000 /dev/zero'");
  expect(stdout.length).toBe(5_000_000);
});

test('the process ends when its client disconnects', async () => {
  const client = server.kubectlProcess("exec web -- sh -c 'echo $$; exec sleep 1000'");
  const pid = Number(await readUntil(client.stdout!, /\d+\n/));
  client.kill();
  await expect.poll(() => isRunning(pid)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('attach connects to the main process', async () => {
  const { code, stdout } = await server.kubectl('attach -i web -c main', 'to and fro');
  expect(stdout).toContain('to and fro');
  expect(code).toBe(0);
});

test('files are copied', async () => {
  const source = join(server.folder, 'source');
  await writeFile(source, randomBytes(200_000));
  const target = join(server.folder, 'target');
  expect(await server.kubectl(`cp ${source} web:${target}`)).toMatchObject({ code: 0 });
  const back = join(server.folder, 'back');
  expect(await server.kubectl(`cp web:${target} ${back}`)).toMatchObject({ code: 0 });
  expect(await readFile(back)).toEqual(await readFile(source));
});

test('client-node executes with a terminal and its size', async () => {
  const config = new KubeConfig();
  config.loadFromFile(server.kubeconfig);
  const out = new PassThrough();
  const stdin = new PassThrough();
  Object.assign(out, { rows: 24, columns: 80 });
  const status = new Promise<string | undefined>((resolve) => {
    void new Exec(config).exec(
      'default',
      'web',
      'main',
      ['sh', '-c', 'read line; echo out; echo err >&2'],
      out,
      null,
      stdin,
      true,
      (status) => resolve(status.status),
    );
  });
  await expect.poll(() => server.node.resizes).toContain('80x24');
  stdin.write('go\n');
  expect(await status).toBe('Success');
  out.end();
  const said = await text(out);
  expect(said).toContain('out');
  expect(said).toContain('err');
});

test('logs end, follow, and report errors', async () => {
  server.node.log.length = 0;
  server.node.say('one\n');
  server.node.say('two\n');
  expect((await server.kubectl('logs web')).stdout).toBe('one\ntwo\n');
  expect((await server.kubectl('logs web --tail=1')).stdout).toBe('two\n');
  expect((await server.kubectl('logs web --limit-bytes=5')).stdout).toBe('one\nt');
  expect((await server.kubectl('logs web --previous')).stderr).toContain(
    'previous terminated container "main" in pod "web" not found',
  );
  expect((await server.kubectl('logs web --timestamps --tail=1')).stdout).toMatch(
    /^\d{4}-\d\d-\d\dT[\d:.]+Z two\n$/,
  );
  const follower = server.kubectlProcess('logs -f web');
  await readUntil(follower.stdout!, /two/);
  server.node.say('three\n');
  await readUntil(follower.stdout!, /three/);
  follower.kill();
});

test.each(['true', 'false'])(
  'port-forward carries parallel connections and large payloads both ways (WebSocket: %s)',
  async (websocket) => {
    process.env.KUBECTL_PORT_FORWARD_WEBSOCKETS = websocket;
    const forward = server.kubectlProcess('port-forward pod/web :8080');
    delete process.env.KUBECTL_PORT_FORWARD_WEBSOCKETS;
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(await readUntil(forward.stdout!, /127\.0\.0\.1:\d+/))![1]);
    const transfer = async () => {
      const payload = randomBytes(3_000_000);
      const socket = connect(port, '127.0.0.1');
      const hash = createHash('sha256');
      socket.on('data', (chunk) => hash.update(chunk));
      socket.end(payload);
      await once(socket, 'end');
      return hash.digest('hex') === createHash('sha256').update(payload).digest('hex');
    };
    expect(await Promise.all(Array.from({ length: 5 }, transfer))).toEqual([true, true, true, true, true]);
    forward.kill();
    await once(forward, 'exit');
  },
);

test('port-forward to a closed port loses only that connection', async () => {
  // A recently closed port may be in use again; this one never is.
  server.node.ports.set(9999, 1);
  const forward = server.kubectlProcess('port-forward pod/web :9999');
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(await readUntil(forward.stdout!, /127\.0\.0\.1:\d+/))![1]);
  const complaint = readUntil(forward.stderr!, /error forwarding port 9999/);
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  expect(await complaint).toContain('ECONNREFUSED');
  socket.destroy();
  forward.kill();
});

test('client-node forwards a port', async () => {
  const config = new KubeConfig();
  config.loadFromFile(server.kubeconfig);
  const input = new PassThrough();
  const output = new PassThrough();
  const socket = await new PortForward(config).portForward('default', 'web', [8080], output, null, input);
  input.write('hello');
  expect(await readUntil(output, /hello/)).toBe('hello');
  (socket as { close(): void }).close();
});

test('pods and services are reached through the proxy', async () => {
  const web = createHttpServer((request, response) => {
    if (request.url === '/go') response.writeHead(302, { location: '/there' }).end();
    else
      response.end(`${request.method} ${request.url} ${request.headers.authorization ?? 'no credentials'}`);
  }).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const { port } = web.address() as AddressInfo;
  server.node.ports.set(7000, port);
  server.cluster.create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default' },
    spec: { ports: [{ name: 'http', port: 80, targetPort: 7000 }] },
  });
  server.services.set('default/web:80', port);
  const raw = (path: string) => server.kubectl(`get --raw ${path}`);
  expect((await raw('/api/v1/namespaces/default/services/web:http/proxy/a/b%20c?q=1')).stdout).toBe(
    'GET /a/b%20c?q=1 no credentials',
  );
  expect((await raw('/api/v1/namespaces/default/pods/web:7000/proxy/')).stdout).toBe('GET / no credentials');
  expect((await raw('/api/v1/namespaces/default/services/web:81/proxy/')).stderr).toContain(
    'no service port',
  );
  server.services.clear();
  expect((await raw('/api/v1/namespaces/default/services/web:80/proxy/')).stderr).toContain(
    'no endpoints available',
  );
  web.close();
});

test("top shows the node's measurements", async () => {
  const { stdout } = await server.kubectl('top pods');
  expect(stdout).toMatch(/web\s+250m\s+64Mi/);
});
