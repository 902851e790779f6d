/** kube-proxy: each service port is a listener on the service's address, connected to the ready endpoints. */
import type { Server } from 'node:net';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { backendsOf, clusterIPOf, RoundRobin, tcpPorts } from './backends.ts';
import type { ServicePort } from './backends.ts';
import type { Dial } from '../dial.ts';
import { bind, createSpliceServer, unbind } from '../listener.ts';
import type { PortMap } from '../ports.ts';

interface Front {
  /** Undefined while it is not bound, without endpoints or because the port is in use. */
  server?: Server | undefined;
  host: string;
  port: number;
  /** A node port stays bound even without endpoints; a service address then refuses, as with kube-proxy. */
  keepWhenEmpty: boolean;
  portName: string | undefined;
  turn: RoundRobin;
}

interface Options {
  api: Api;
  dial: Dial;
  ports: PortMap;
  mode: 'loopback' | 'mapped';
}

/** Returns the function that closes all listeners. */
export function startServiceProxy({ api, dial, ports, mode }: Options): () => void {
  const fronts = new Map<string, Map<string, Front>>();
  let closed = false;

  function ready(service: KubeObject, front: Front) {
    const { namespace, name } = service.metadata;
    return backendsOf(api.get('endpoints', namespace, name), front.portName);
  }

  async function open(service: KubeObject, front: Front): Promise<void> {
    const server = createSpliceServer(dial, () => front.turn.order(ready(service, front)));
    front.server = server;
    const nodePort = front.keepWhenEmpty;
    const named = nodePort || mode === 'loopback';
    try {
      const real = await bind(server, named ? front.host : '127.0.0.1', named ? front.port : 0);
      if (!named) ports.record(front.host, front.port, real);
    } catch (error) {
      await makeDo(service, front, error as NodeJS.ErrnoException);
    }
    if (closed || front.server !== server) unbind(server);
  }

  async function makeDo(service: KubeObject, front: Front, error: NodeJS.ErrnoException): Promise<void> {
    const where = `${front.host}:${front.port}`;
    if (error.code === 'EACCES' && !front.keepWhenEmpty && front.server) {
      const real = await bind(front.server, front.host, 0);
      ports.record(front.host, front.port, real);
      warn(
        service,
        `cannot listen on ${where} without privileges: only Node.js programs in containers reach it (through ${front.host}:${real})`,
      );
      return;
    }
    front.server = undefined;
    warn(
      service,
      `cannot listen on ${where}: ${error.code === 'EADDRINUSE' ? 'the port is taken' : error.message}`,
    );
  }

  function warn(service: KubeObject, message: string): void {
    api.recordEvent(service, {
      type: 'Warning',
      reason: 'ListenFailed',
      message,
      component: 'service-proxy',
    });
  }

  function shut(front: Front): void {
    if (!front.server) return;
    unbind(front.server);
    front.server = undefined;
    ports.forget(front.host, front.port);
  }

  function sync(service: KubeObject): void {
    const key = `${service.metadata.namespace}/${service.metadata.name}`;
    const present = fronts.get(key) ?? new Map<string, Front>();
    const wanted = wantedFronts(service);
    for (const [id, front] of present) {
      if (wanted.has(id)) continue;
      shut(front);
      present.delete(id);
    }
    for (const [id, wish] of wanted) {
      const front = present.get(id) ?? wish;
      present.set(id, front);
      const serve = front.keepWhenEmpty || ready(service, front).length > 0;
      if (serve && !front.server) void open(service, front);
      if (!serve) shut(front);
    }
    fronts.set(key, present);
  }

  function drop(namespace: string | undefined, name: string): void {
    const key = `${namespace}/${name}`;
    for (const front of fronts.get(key)?.values() ?? []) shut(front);
    fronts.delete(key);
  }

  const endServices = api.watch('services', {}, ({ type, object }) => {
    if (type === 'DELETED') drop(object.metadata.namespace, object.metadata.name);
    else sync(object);
  });
  const endEndpoints = api.watch('endpoints', { replay: false }, ({ object }) => {
    const service = api.get('services', object.metadata.namespace, object.metadata.name);
    if (service) sync(service);
  });

  return () => {
    closed = true;
    endServices();
    endEndpoints();
    for (const group of fronts.values()) for (const front of group.values()) shut(front);
  };
}

/** Keyed by everything that requires another listener. */
function wantedFronts(service: KubeObject): Map<string, Front> {
  const clusterIP = clusterIPOf(service);
  if (!clusterIP) return new Map();
  const front = (host: string, port: number, { name }: ServicePort, keepWhenEmpty: boolean) =>
    [
      `${host}:${port}/${name ?? ''}`,
      { host, port, portName: name, keepWhenEmpty, turn: new RoundRobin() },
    ] as const;
  return new Map<string, Front>(
    tcpPorts(service).flatMap((port) => [
      front(clusterIP, port.port, port, false),
      ...(port.nodePort ? [front('127.0.0.1', port.nodePort, port, true)] : []),
    ]),
  );
}
