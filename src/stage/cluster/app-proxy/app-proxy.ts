import { createServer, connect } from 'node:net';
import type { Server, Socket } from 'node:net';
import { Api, kube } from '../../../kubernetes/index.ts';
import { followIngress } from './ingress-route.ts';
import type { Address, IngressRoute } from './ingress-route.ts';
import { forwardToPods } from './pod-forwards.ts';
import type { PodForwards } from './pod-forwards.ts';
import { watchReadyPods } from './ready-pods.ts';

export interface AppProxyOptions {
  kubeconfig: string;
  namespace: string;
  /** Port of the app in its pods. */
  podPort: number;
  /** Port of 127.0.0.1 to listen on; 0 takes a free one. */
  port: number;
  /** Called with the new route of connections: an ingress (HOST:PORT), or undefined for the pods. */
  onRoute?: (ingress: string | undefined) => void;
}

export interface AppProxy {
  port: number;
  close(): void;
}

/** The possible routes to the app; tests have others. */
export interface Routes {
  forwards: PodForwards;
  /** @returns the function that ends it */
  watchReadyPods(onChange: (pods: string[]) => void): () => void;
  /** @param hostHeader the Host header of clients */
  followIngress(hostHeader: string, onChange: () => void): IngressRoute;
}

async function routesTo({ kubeconfig, namespace, podPort }: AppProxyOptions): Promise<Routes> {
  const { load } = await kube({ kubeconfig });
  const cluster = { api: new Api(load), namespace };
  return {
    forwards: forwardToPods({ kubeconfig, namespace, port: podPort }),
    watchReadyPods: (onChange) => watchReadyPods(cluster, onChange),
    followIngress: (hostHeader, onChange) => followIngress(cluster, hostHeader, onChange),
  };
}

/** Longer than a port-forward takes to start, but hardly noticeable. */
const TIMEOUT_MS = 3_000;

/**
 * A port of this machine that is connected to the app: through the ingress if one answers for the app, else each
 * connection goes to the ready pod with the fewest connections, through port-forwards that follow the pods. A connection
 * without a route is closed; if the port-forward of a ready pod is still starting, it waits, so that a rolling update
 * is not interrupted.
 */
export async function openAppProxy(options: AppProxyOptions, given?: Routes): Promise<AppProxy> {
  const routes = given ?? (await routesTo(options));
  const { forwards } = routes;
  let pods: string[] = [];
  const stopWatching = routes.watchReadyPods((ready) => {
    pods = ready;
    forwards.follow(pods);
  });
  let ingress: IngressRoute | undefined;
  let turn = 0;
  const busy: Busy = new Map();

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on('error', () => client.destroy());
    const deadline = Date.now() + TIMEOUT_MS;
    const route = () => {
      // Restarts a port-forward that has died since the last change of the pods.
      forwards.follow(pods);
      const ports = forwards.ports();
      turn += 1;
      const first = turn % (ports.length || 1);
      const inTurn = [...ports.slice(first), ...ports.slice(0, first)];
      const leastBusyFirst = inTurn.toSorted((one, other) => (busy.get(one) ?? 0) - (busy.get(other) ?? 0));
      const toPods = leastBusyFirst.map((port) => ({ host: '127.0.0.1', port }));
      const viaIngress = ingress?.address();
      connectTo(client, viaIngress ? [viaIngress, ...toPods] : toPods, busy, () => {
        const starting = Date.now() < deadline ? forwards.starting() : undefined;
        if (starting) void starting.then(route);
        else client.destroy();
      });
    };
    route();
  });
  const port = await listen(server, options.port);
  const following = routes.followIngress(`127.0.0.1:${port}`, () => options.onRoute?.(addressOf(following)));
  ingress = following;
  return {
    port,
    close() {
      stopWatching();
      following.close();
      forwards.close();
      server.close();
    },
  };
}

function addressOf(ingress: IngressRoute): string | undefined {
  const there = ingress.address();
  return there && `${there.host}:${there.port}`;
}

/** Open connections by port. */
type Busy = Map<number, number>;

/** Connects the client to the first address that accepts. */
function connectTo(
  client: Socket,
  [address, ...others]: Address[],
  busy: Busy,
  noneAccepts: () => void,
): void {
  if (client.destroyed) return;
  if (address === undefined) {
    noneAccepts();
    return;
  }
  const { port } = address;
  const pod = connect({ ...address, allowHalfOpen: true, noDelay: true });
  pod.once('connect', () => {
    busy.set(port, (busy.get(port) ?? 0) + 1);
    pod.once('close', () => busy.set(port, (busy.get(port) ?? 1) - 1));
    client.pipe(pod).pipe(client);
    client.once('close', () => pod.destroy());
    pod.once('close', () => client.destroy());
  });
  pod.on('error', () => {
    if (pod.bytesWritten > 0) client.destroy();
    else connectTo(client, others, busy, noneAccepts);
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
