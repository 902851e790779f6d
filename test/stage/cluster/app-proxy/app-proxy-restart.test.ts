/** The app proxy with real kubectl in between, and an API server that goes away and comes back. */
import { readFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAppProxy } from '../../../../src/stage/cluster/app-proxy/app-proxy.ts';
import type { AppProxy } from '../../../../src/stage/cluster/app-proxy/app-proxy.ts';
import { startTestServer } from '../../../embedded/apiserver/http/test-server.ts';
import type { TestServer } from '../../../embedded/apiserver/http/test-server.ts';

let api: TestServer;
let app: Server;
let gate: Gate;
let door: AppProxy;

/** What stands at the API server's address: closing it is the API server's end to everybody outside. */
class Gate {
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();
  port = 0;
  readonly #behind: number;

  constructor(behind: number) {
    this.#behind = behind;
  }

  async open(): Promise<void> {
    this.#server = createServer((client) => {
      const inner = connect(this.#behind, '127.0.0.1');
      for (const socket of [client, inner]) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.once('close', () => {
          client.destroy();
          inner.destroy();
          this.#sockets.delete(socket);
        });
      }
      client.pipe(inner).pipe(client);
    });
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as AddressInfo).port;
  }

  /** What is open stays open, and is silent from now on. */
  mute(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  async close(): Promise<void> {
    const server = this.#server as Server;
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(server, 'close');
  }
}

beforeAll(async () => {
  api = await startTestServer();
  app = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
  await once(app, 'listening');
  api.node.ports.set(5000, (app.address() as AddressInfo).port);
  gate = new Gate(api.api.port);
  await gate.open();
  const config = await readFile(api.kubeconfig, 'utf8');
  const kubeconfig = `${api.kubeconfig}-gate`;
  await writeFile(kubeconfig, config.replaceAll(`:${api.api.port}`, `:${gate.port}`), { mode: 0o600 });
  await ready('kad-1');
  door = await openAppProxy({ kubeconfig, namespace: 'default', podPort: 5000, port: 0 });
});

afterAll(async () => {
  door.close();
  await gate.close();
  app.close();
  await api.close();
});

async function ready(name: string): Promise<void> {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'kad' } },
    spec: { nodeName: 'node-1', containers: [{ name: 'kad', image: 'kad:1' }] },
  };
  expect((await api.kubectl('apply -f -', JSON.stringify(pod))).stderr).toBe('');
  const status = { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } };
  const patched = await api.kubectl(
    `patch pod ${name} --subresource=status --patch '${JSON.stringify(status)}'`,
  );
  expect(patched.stderr).toBe('');
}

/** What the app says through the door; empty when nobody opens. */
async function knock(): Promise<string> {
  const socket = connect(door.port, '127.0.0.1');
  socket.on('error', () => {});
  // A way that fell silent is not the last one that is tried.
  socket.setTimeout(1000, () => socket.destroy());
  return text(socket).catch(() => '');
}

test('a ready pod is reached', async () => {
  await expect.poll(knock, { timeout: 15_000 }).toBe('hello');
});

test('after the API server was away, the app is reached again, and new pods are seen', async () => {
  await gate.close();
  await expect.poll(knock, { timeout: 15_000 }).toBe('');
  await gate.open();
  await expect.poll(knock, { timeout: 15_000 }).toBe('hello');
  await api.kubectl('delete pod kad-1 --force --grace-period=0');
  await ready('kad-2');
  await expect.poll(knock, { timeout: 15_000 }).toBe('hello');
}, 60_000);

test('watches that fall silent without an end are noticed', async () => {
  await expect.poll(knock, { timeout: 15_000 }).toBe('hello');
  gate.mute();
  await api.kubectl('delete pod kad-2 --force --grace-period=0');
  await ready('kad-3');
  await expect.poll(knock, { timeout: 15_000 }).toBe('hello');
}, 60_000);
