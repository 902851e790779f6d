/** A network over a cluster without controllers: Endpoints are written by hand, pods are servers of the test. */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, vi } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../src/embedded/apiserver/cluster-types.ts';
import { claimBlock } from '../../../src/embedded/network/block.ts';
import { createNetwork } from '../../../src/embedded/network/network.ts';
import { createServiceAddresses } from '../../../src/embedded/network/services/addresses.ts';
import type { Network } from '../../../src/embedded/network/types.ts';
import { scratchFolder } from './hooked.ts';

const closing: (() => Promise<unknown> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Runs at the end of the test, in reverse order. */
export const later = (close: () => Promise<unknown> | void): void => void closing.push(close);

export interface TestNetwork {
  network: Network;
  api: Cluster;
  octet: number;
}

export async function testNetwork(mode?: 'loopback' | 'mapped'): Promise<TestNetwork> {
  const folder = scratchFolder();
  const block = await claimBlock(folder, mode ? { mode } : {});
  const errors: unknown[] = [];
  const api = createCluster({
    ...createServiceAddresses(block.octet),
    onHandlerError: (error) => errors.push(error),
  });
  const network = await createNetwork({ api, block, portsFolder: `${folder}/ports` });
  later(async () => {
    await network.close();
    if (errors.length > 0) throw new AggregateError(errors, 'watch handlers threw');
  });
  return { network, api, octet: block.octet };
}

export async function listen(server: Server, address: string, port = 0): Promise<number> {
  server.listen(port, address);
  await once(server, 'listening');
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  later(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as { port: number }).port;
}

/** A pod that answers each connection with its name, and closes it. */
export const greeter = (name: string): Server => createServer((socket) => socket.end(name));

export function service(name: string, ports: object[], spec: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: { ports, ...spec },
  };
}

export function setEndpoints(
  api: Cluster,
  name: string,
  addresses: string[],
  port: number,
  portName?: string,
): void {
  const subsets =
    addresses.length === 0
      ? []
      : [{ addresses: addresses.map((ip) => ({ ip })), ports: [{ name: portName, port, protocol: 'TCP' }] }];
  const present = api.get('endpoints', 'default', name);
  if (present) api.update('endpoints', { ...present, subsets });
  else {
    const metadata = { name, namespace: 'default' };
    api.create('endpoints', { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets });
  }
}

/** Retries until it succeeds: listeners are bound shortly after the write. */
export const eventually = <T>(attempt: () => Promise<T>): Promise<T> =>
  vi.waitFor(attempt, { timeout: 20_000, interval: 5 });
