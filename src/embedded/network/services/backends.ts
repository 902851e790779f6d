/** The backends of a service's port, from Service and Endpoints objects. Pure. */
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

/** Undefined for headless and ExternalName services. */
export function clusterIPOf(service: KubeObject): string | undefined {
  const address: string | undefined = service.spec?.clusterIP;
  return service.spec?.type === 'ExternalName' || !address || address === 'None' ? undefined : address;
}

/** Round-robin over a list whose length may change. */
export class RoundRobin {
  #turn = 0;

  /** All entries, starting with the next one. */
  order<T>(entries: readonly T[]): T[] {
    if (entries.length === 0) return [];
    const start = this.#turn++ % entries.length;
    return [...entries.slice(start), ...entries.slice(0, start)];
  }
}
