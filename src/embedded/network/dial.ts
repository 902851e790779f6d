/** Outgoing connections of the daemon to pods. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { PortMap } from './ports.ts';

export type Dial = (address: string, port: number) => Promise<Socket>;

function refused(address: string, port: number): NodeJS.ErrnoException {
  return Object.assign(new Error(`connect ECONNREFUSED ${address}:${port}`), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
    address,
    port,
  });
}

export function createDial(ports: PortMap): Dial {
  return (address, port) =>
    new Promise((resolve, reject) => {
      const target = ports.resolve(address, port);
      if (!target) {
        reject(refused(address, port));
        return;
      }
      const socket = connect({ ...target, allowHalfOpen: true, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(socket);
      });
    });
}
