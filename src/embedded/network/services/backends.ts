/** Which pod addresses answer for a service's port: pure readings of Service and Endpoints objects. */
import type { KubeObject } from '../../apiserver/index.ts';

export interface Backend {
  address: string;
  port: number;
}

export interface ServicePort {
  name?: string;
  protocol?: string;
  port: number;
  targetPort?: number | string;
  nodePort?: number;
}

interface EndpointSubset {
  addresses?: { ip: string; hostname?: string }[];
  ports?: { name?: string; port: number; protocol?: string }[];
}

export const subsetsOf = (endpoints: KubeObject | undefined): EndpointSubset[] => endpoints?.subsets ?? [];

/** Ready backends of one service port, in the order of the Endpoints object. */
export function backendsOf(endpoints: KubeObject | undefined, portName: string | undefined): Backend[] {
  return subsetsOf(endpoints).flatMap((subset) => {
    const port = subset.ports?.find((candidate) => (candidate.name ?? '') === (portName ?? ''));
    return port ? (subset.addresses ?? []).map(({ ip }) => ({ address: ip, port: port.port })) : [];
  });
}

export const tcpPorts = (service: KubeObject): ServicePort[] =>
  ((service.spec?.ports ?? []) as ServicePort[]).filter((port) => (port.protocol ?? 'TCP') === 'TCP');

/** The address a service is reached at; undefined for headless and external ones. */
export function clusterIPOf(service: KubeObject): string | undefined {
  const address: string | undefined = service.spec?.clusterIP;
  return service.spec?.type === 'ExternalName' || !address || address === 'None' ? undefined : address;
}

/** Hands out the positions of a list in turn, whatever its length is by then. */
export class RoundRobin {
  #turn = 0;

  /** All entries, beginning with the next one in turn. */
  order<T>(entries: readonly T[]): T[] {
    if (entries.length === 0) return [];
    const start = this.#turn++ % entries.length;
    return [...entries.slice(start), ...entries.slice(0, start)];
  }
}
