/** Connections of the ingress to pods: one keep-alive agent for each ready endpoint of an ingress target. */
import { Agent } from 'node:http';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { backendsOf, RoundRobin, tcpPorts } from '../services/backends.ts';
import type { Backend } from '../services/backends.ts';
import type { Dial } from '../dial.ts';
import type { IngressTarget } from './rules.ts';

export interface IngressBackends {
  /**
   * Ready endpoints of a target: least busy first, round-robin among equals. Round-robin alone would never empty the
   * queue of a pod that is older than the others.
   */
  order(target: IngressTarget): Backend[];
  agent(backend: Backend): Agent;
  close(): void;
}

const keyOf = ({ address, port }: Backend) => `${address}:${port}`;

function portNameOf(service: KubeObject, wanted: IngressTarget['port']): { name?: string } | undefined {
  return tcpPorts(service).find(({ name, port }) =>
    wanted.name === undefined ? port === wanted.number : name === wanted.name,
  );
}

export function createIngressBackends(api: Api, dial: Dial): IngressBackends {
  const agents = new Map<string, Agent>();
  const turns = new Map<string, RoundRobin>();

  function createAgent({ address, port }: Backend): Agent {
    const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
    agent.createConnection = (_options, created) => {
      dial(address, port).then(
        (socket) => {
          // An idle connection that the pod has ended must leave the agent, without waiting for our end.
          socket.allowHalfOpen = false;
          created?.(null, socket);
        },
        (error: Error) => created?.(error, undefined as never),
      );
      return undefined;
    };
    return agent;
  }

  /** Requests in flight complete; idle connections are closed, because they would delay a terminating pod. */
  function retire(agent: Agent): void {
    agent.maxFreeSockets = 0;
    for (const sockets of Object.values(agent.freeSockets))
      for (const socket of sockets ?? []) socket.destroy();
  }

  function inFlight(backend: Backend): number {
    const busy = Object.values(agents.get(keyOf(backend))?.sockets ?? {});
    return busy.reduce((sum, sockets) => sum + (sockets?.length ?? 0), 0);
  }

  const endWatch = api.watch('endpoints', { replay: false }, ({ type, object, previous }) => {
    const keys = (endpoints: KubeObject | undefined) =>
      new Set(
        (endpoints?.subsets ?? []).flatMap((subset: { ports?: { name?: string }[] }) =>
          (subset.ports ?? []).flatMap(({ name }) => backendsOf(endpoints, name).map(keyOf)),
        ) as string[],
      );
    const left = type === 'DELETED' ? new Set<string>() : keys(object);
    for (const key of keys(previous ?? object)) {
      const agent = agents.get(key);
      if (left.has(key) || !agent) continue;
      agents.delete(key);
      retire(agent);
    }
  });

  return {
    order(target) {
      const service = api.get('services', target.namespace, target.service);
      const port = service && portNameOf(service, target.port);
      if (!port) return [];
      const key = `${target.namespace}/${target.service}/${port.name ?? ''}`;
      const turn = turns.get(key) ?? new RoundRobin();
      turns.set(key, turn);
      const ready = backendsOf(api.get('endpoints', target.namespace, target.service), port.name);
      return turn.order(ready).toSorted((one, other) => inFlight(one) - inFlight(other));
    },
    agent(backend) {
      const key = keyOf(backend);
      const agent = agents.get(key) ?? createAgent(backend);
      agents.set(key, agent);
      return agent;
    },
    close() {
      endWatch();
      for (const agent of agents.values()) agent.destroy();
    },
  };
}
