/** `docker run -p`: connects a host port to a container's. */
import type { Server } from 'node:net';
import type { Dial } from './dial.ts';
import { bind, createSpliceServer, unbind } from './listener.ts';
import type { Published } from './types.ts';

export interface Publisher {
  publish(hostAddress: string, hostPort: number, address: string, port: number): Promise<Published>;
  close(): void;
}

export function createPublisher(dial: Dial): Publisher {
  const servers = new Set<Server>();
  return {
    async publish(hostAddress, hostPort, address, port) {
      const server = createSpliceServer(dial, () => [{ address, port }]);
      // Always a loopback address, even for a wildcard, which a real engine would bind.
      const host = hostAddress.startsWith('127.') ? hostAddress : '127.0.0.1';
      const bound = await bind(server, host, hostPort);
      servers.add(server);
      return {
        hostPort: bound,
        close: async () => {
          servers.delete(server);
          unbind(server);
        },
      };
    },
    close() {
      for (const server of servers) unbind(server);
      servers.clear();
    },
  };
}
