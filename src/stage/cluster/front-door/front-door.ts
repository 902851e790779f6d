import { createServer, connect } from 'node:net';
import type { Server, Socket } from 'node:net';
import { Api, kube } from '../../../kubernetes/index.ts';
import { followIngress } from './ingress-way.ts';
import type { Address, IngressWay } from './ingress-way.ts';
import { forwardToPods } from './pod-forwards.ts';
import type { PodForwards } from './pod-forwards.ts';
import { watchReadyPods } from './ready-pods.ts';

export interface FrontDoorOptions {
  kubeconfig: string;
  namespace: string;
  /** Port of the app in its pods. */
  podPort: number;
  /** Port of 127.0.0.1 to listen on; 0 takes a free one. */
  port: number;
  /** Called with where connections go from now on: an ingress (HOST:PORT), or undefined for the pods. */
  onWay?: (ingress: string | undefined) => void;
}

export interface FrontDoor {
  port: number;
  close(): void;
}

/** The ways to a cluster; tests have others. */
export interface Ways {
  forwards: PodForwards;
  /** @returns the function that ends it */
  watchReadyPods(onChange: (pods: string[]) => void): () => void;
  /** @param hostHeader what clients of the door send */
  followIngress(hostHeader: string, onChange: () => void): IngressWay;
}

async function waysTo({ kubeconfig, namespace, podPort }: FrontDoorOptions): Promise<Ways> {
  const { load } = await kube({ kubeconfig });
  const cluster = { api: new Api(load), namespace };
  return {
    forwards: forwardToPods({ kubeconfig, namespace, port: podPort }),
    watchReadyPods: (onChange) => watchReadyPods(cluster, onChange),
    followIngress: (hostHeader, onChange) => followIngress(cluster, hostHeader, onChange),
  };
}

/** Longer than a forward takes to start, shorter than a person takes to wonder. */
const PATIENCE_MILLISECONDS = 3_000;

/**
 * A port of this machine that leads to the app: through the ingress where one answers for the app, else every
 * connection to the ready pod with the fewest, through port-forwards that come and go with the pods. A connection that
 * finds no way is closed; one that finds a ready pod whose forward is still starting waits for it, so that a rolling
 * update shows no gap.
 */
export async function openFrontDoor(options: FrontDoorOptions, given?: Ways): Promise<FrontDoor> {
  const ways = given ?? (await waysTo(options));
  const { forwards } = ways;
  let pods: string[] = [];
  const stopWatching = ways.watchReadyPods((ready) => {
    pods = ready;
    forwards.follow(pods);
  });
  let ingress: IngressWay | undefined;
  let turn = 0;
  const busy: Busy = new Map();

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on('error', () => client.destroy());
    const giveUp = Date.now() + PATIENCE_MILLISECONDS;
    const lead = () => {
      // A forward that died since the last change of the pods.
      forwards.follow(pods);
      const ports = forwards.ports();
      turn += 1;
      const first = turn % (ports.length || 1);
      const inTurn = [...ports.slice(first), ...ports.slice(0, first)];
      const leastBusyFirst = inTurn.toSorted((one, other) => (busy.get(one) ?? 0) - (busy.get(other) ?? 0));
      const toPods = leastBusyFirst.map((port) => ({ host: '127.0.0.1', port }));
      const there = ingress?.address();
      enter(client, there ? [there, ...toPods] : toPods, busy, () => {
        const starting = Date.now() < giveUp ? forwards.starting() : undefined;
        if (starting) void starting.then(lead);
        else client.destroy();
      });
    };
    lead();
  });
  const port = await listen(server, options.port);
  const following = ways.followIngress(`127.0.0.1:${port}`, () => options.onWay?.(addressOf(following)));
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

function addressOf(ingress: IngressWay): string | undefined {
  const there = ingress.address();
  return there && `${there.host}:${there.port}`;
}

/** Open connections by port. */
type Busy = Map<number, number>;

/** Leads the client to the first of the addresses that accepts. */
function enter(client: Socket, [address, ...others]: Address[], busy: Busy, noneAccepts: () => void): void {
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
    else enter(client, others, busy, noneAccepts);
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
