import { createServer, connect, type Server, type Socket } from 'node:net';
import { forwardToPods } from './pod-forwards.ts';
import { watchReadyPods } from './ready-pods.ts';

export interface FrontDoorOptions {
  kubeconfig: string;
  namespace: string;
  /** Port of the app in its pods. */
  podPort: number;
  /** Port of 127.0.0.1 to listen on; 0 takes a free one. */
  port: number;
}

export interface FrontDoor {
  port: number;
  close(): void;
}

/**
 * A port of this machine that leads to the app: every connection to the next ready pod in turn, through port-forwards
 * that come and go with the pods. A connection that finds no pod is closed.
 */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const forwards = forwardToPods({ ...options, port: options.podPort });
  let pods: string[] = [];
  const stopWatching = watchReadyPods(options, (ready) => {
    pods = ready;
    forwards.follow(pods);
  });
  let turn = 0;

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on('error', () => client.destroy());
    // A forward that died since the last change of the pods.
    forwards.follow(pods);
    const ports = forwards.ports();
    turn += 1;
    enter(client, [
      ...ports.slice(turn % (ports.length || 1)),
      ...ports.slice(0, turn % (ports.length || 1)),
    ]);
  });
  const port = await listen(server, options.port);
  return {
    port,
    close() {
      stopWatching();
      forwards.close();
      server.close();
    },
  };
}

/** Leads the client to the first of the ports that accepts. */
function enter(client: Socket, [port, ...others]: number[]): void {
  if (port === undefined) {
    client.destroy();
    return;
  }
  const pod = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  pod.once('connect', () => {
    client.pipe(pod).pipe(client);
    client.once('close', () => pod.destroy());
    pod.once('close', () => client.destroy());
  });
  pod.on('error', () => {
    if (pod.bytesWritten > 0) client.destroy();
    else enter(client, others);
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
