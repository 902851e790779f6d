/** A TCP listener whose accepted connections go to one of several backends. */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Backend } from './services/backends.ts';
import type { Dial } from './dial.ts';
import { splice } from './splice.ts';

/** @param candidates called for each connection: the backends to try, in order */
export function createSpliceServer(dial: Dial, candidates: () => Backend[]): Server {
  // Paused until a backend is connected, so that backpressure reaches the client from the first byte.
  return createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (client) => {
    void join(client, dial, candidates());
  });
}

async function join(client: Socket, dial: Dial, candidates: Backend[]): Promise<void> {
  // A client may disconnect while we dial; without a listener that would be an unhandled error.
  const ignore = () => undefined;
  client.on('error', ignore);
  for (const { address, port } of candidates) {
    const upstream = await dial(address, port).catch(() => undefined);
    if (!upstream) continue;
    if (client.destroyed) {
      upstream.destroy();
      return;
    }
    client.off('error', ignore);
    splice(client, upstream);
    return;
  }
  if (!client.destroyed) client.resetAndDestroy();
}

/** Resolves to the bound port; rejects as bind(2) does. */
export function bind(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 1024 }, () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      resolve((server.address() as { port: number }).port);
    });
  });
}

/** Stops accepting; existing connections stay open. */
export function unbind(server: Server): void {
  if (server.listening) server.close();
}
