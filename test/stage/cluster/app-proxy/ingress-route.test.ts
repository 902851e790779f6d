/** The way through an ingress: a real API server, and a controller that proxies and writes the Ingress's status. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server as TcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAppProxy } from '../../../../src/stage/cluster/app-proxy/app-proxy.ts';
import type { AppProxy } from '../../../../src/stage/cluster/app-proxy/app-proxy.ts';
import { startTestServer } from '../../../embedded/apiserver/http/test-server.ts';
import type { TestServer } from '../../../embedded/apiserver/http/test-server.ts';

const INGRESS = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'kad', labels: { app: 'kad' } },
  spec: {
    ingressClassName: 'traefik',
    rules: [
      {
        http: {
          paths: [
            { path: '/', pathType: 'Prefix', backend: { service: { name: 'kad', port: { name: 'http' } } } },
          ],
        },
      },
    ],
  },
};

let api: TestServer;
let app: Server;
let door: AppProxy;
let routes: (string | undefined)[];
let controllers: Server[];

beforeAll(async () => {
  api = await startTestServer();
});
afterAll(() => api.close());

beforeEach(async () => {
  routes = [];
  controllers = [];
  app = await serve('pod');
  api.node.ports.set(5000, portOf(app));
  await ready('kad-1');
  const { kubeconfig } = api;
  door = await openAppProxy({
    kubeconfig,
    namespace: 'default',
    podPort: 5000,
    port: 0,
    onRoute: (way) => routes.push(way),
  });
  expect((await api.kubectl('apply -f -', JSON.stringify(INGRESS))).stderr).toBe('');
});

afterEach(async () => {
  door.close();
  await api.kubectl('delete ingress kad');
  await api.kubectl('delete pod kad-1 --force --grace-period=0');
  for (const each of [app, ...controllers]) stop(each);
});

const portOf = (server: Server | TcpServer) => (server.address() as AddressInfo).port;

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** The app as its pods and its ingress answer for it: who it was, or that it lives. */
async function serve(name: string, alive: () => boolean = () => true): Promise<Server> {
  const server = createServer(({ url, headers }, response) => {
    if (!alive()) response.writeHead(503).end('no available server');
    else if (url === '/check/live') response.end('{"live":true}');
    else response.end(`${name} for ${headers.host}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function controller(alive?: () => boolean): Promise<Server> {
  const server = await serve('ingress', alive);
  controllers.push(server);
  return server;
}

async function tellAddress(...ports: number[]): Promise<void> {
  const status = {
    loadBalancer: {
      ingress: ports.map((port) => ({ ip: '127.0.0.1', ports: [{ port, protocol: 'TCP' }] })),
    },
  };
  const patched = await api.kubectl(
    `patch ingress kad --subresource=status --type=merge --patch '${JSON.stringify({ status })}'`,
  );
  expect(patched.stderr).toBe('');
}

async function ready(name: string): Promise<void> {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'kad' } },
    spec: { nodeName: 'node-1', containers: [{ name: 'kad', image: 'kad:1' }] },
  };
  expect((await api.kubectl('apply -f -', JSON.stringify(pod))).stderr).toBe('');
  const status = { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } };
  await api.kubectl(`patch pod ${name} --subresource=status --patch '${JSON.stringify(status)}'`);
}

async function whoAnswers(): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${door.port}/`, { headers: { connection: 'close' } });
    return await response.text();
  } catch {
    return '';
  }
}

const soon = { timeout: 20_000 };
const byPod = () => `pod for 127.0.0.1:${door.port}`;
const byIngress = () => `ingress for 127.0.0.1:${door.port}`;

test('without a controller the app is reached by port-forwards', async () => {
  await expect.poll(whoAnswers, soon).toBe(byPod());
  expect(routes).toEqual([]);
});

test('an address in the status is taken once it answers for the app, and left when it stops', async () => {
  await expect.poll(whoAnswers, soon).toBe(byPod());
  let alive = true;
  const ingress = await controller(() => alive);
  await tellAddress(portOf(ingress));
  await expect.poll(whoAnswers, soon).toBe(byIngress());
  expect(routes.at(-1)).toBe(`127.0.0.1:${portOf(ingress)}`);
  alive = false;
  await expect.poll(whoAnswers, soon).toBe(byPod());
  expect(routes.at(-1)).toBeUndefined();
  alive = true;
  await expect.poll(whoAnswers, soon).toBe(byIngress());
  stop(ingress);
  await expect.poll(whoAnswers, soon).toBe(byPod());
});

test('an address where nobody or somebody else answers is not taken; the next one is', async () => {
  const silent = createTcpServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const stranger = createServer((_, response) => void response.end('welcome')).listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  controllers.push(stranger);
  await tellAddress(portOf(silent), portOf(stranger));
  await expect.poll(whoAnswers, soon).toBe(byPod());
  const ingress = await controller();
  await tellAddress(portOf(silent), portOf(stranger), portOf(ingress));
  await expect.poll(whoAnswers, soon).toBe(byIngress());
  silent.close();
});

test('when the Ingress is gone, so is the way through it', async () => {
  const ingress = await controller();
  await tellAddress(portOf(ingress));
  await expect.poll(whoAnswers, soon).toBe(byIngress());
  await api.kubectl('delete ingress kad');
  await expect.poll(whoAnswers, soon).toBe(byPod());
});
