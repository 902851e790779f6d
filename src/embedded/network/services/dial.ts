/** Connects to a backend of a service's port, for the API server's service proxy. */
import type { Socket } from 'node:net';
import type { Api } from '../../apiserver/index.ts';
import { backendsOf, RoundRobin, tcpPorts } from './backends.ts';
import type { Dial } from '../dial.ts';

/** @returns rejects with ECONNREFUSED if no backend is ready or accepts */
export function createServiceDial(api: Api, dial: Dial) {
  const turns = new RoundRobin();
  return async (namespace: string, name: string, port: number): Promise<Socket> => {
    const service = api.get('services', namespace, name);
    const wanted = service && tcpPorts(service).find((candidate) => candidate.port === port);
    let refused: unknown = Object.assign(new Error(`no endpoints available for service "${name}"`), {
      code: 'ECONNREFUSED',
    });
    if (!wanted) throw refused;
    for (const backend of turns.order(backendsOf(api.get('endpoints', namespace, name), wanted.name))) {
      try {
        return await dial(backend.address, backend.port);
      } catch (error) {
        refused = error;
      }
    }
    throw refused;
  };
}
