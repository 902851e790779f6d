/** The endpoints of a Service: its pods' addresses and ports. Pure. */
import type { KubeObject } from '../../apiserver/index.ts';
import { isFinished, isReady } from '../pod-state.ts';

export interface EndpointPort {
  name: string | undefined;
  port: number;
  protocol: string;
  appProtocol: string | undefined;
}

export interface Endpoint {
  ip: string;
  hostname?: string;
  nodeName?: string;
  targetRef: { kind: 'Pod'; namespace: string | undefined; name: string; uid: string };
  /** Accepts new connections. */
  ready: boolean;
  /** Still answers, possibly while terminating. */
  serving: boolean;
  terminating: boolean;
  ports: EndpointPort[];
}

interface ServicePort {
  name?: string;
  port: number;
  protocol?: string;
  targetPort?: number | string;
  appProtocol?: string;
}

interface ContainerPort {
  name?: string;
  containerPort: number;
  protocol?: string;
}

function targetPort(
  pod: KubeObject,
  { port, targetPort, protocol = 'TCP' }: ServicePort,
): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  if (!targetPort) return port;
  const containers = pod.spec.containers as { ports?: ContainerPort[] }[];
  return containers
    .flatMap((container) => container.ports ?? [])
    .find((candidate) => candidate.name === targetPort && (candidate.protocol ?? 'TCP') === protocol)
    ?.containerPort;
}

const isHeadless = (service: KubeObject): boolean => service.spec.clusterIP === 'None';

/** One entry per selected pod with an address that has not finished, including terminating pods. */
export function endpointsOf(service: KubeObject, pods: KubeObject[]): Endpoint[] {
  const servicePorts = (service.spec.ports ?? []) as ServicePort[];
  const publishAll = service.spec.publishNotReadyAddresses === true;
  return pods.flatMap((pod): Endpoint[] => {
    const ip: string | undefined = pod.status?.podIP;
    if (!ip || isFinished(pod)) return [];
    const ports = servicePorts.flatMap((servicePort): EndpointPort[] => {
      const port = targetPort(pod, servicePort);
      const { name, protocol = 'TCP', appProtocol } = servicePort;
      return port === undefined ? [] : [{ name: name || undefined, port, protocol, appProtocol }];
    });
    if (ports.length === 0 && !(isHeadless(service) && servicePorts.length === 0)) return [];
    const terminating = pod.metadata.deletionTimestamp !== undefined;
    const serving = publishAll || isReady(pod);
    const { namespace, name, uid } = pod.metadata;
    const named = pod.spec.hostname && pod.spec.subdomain === service.metadata.name;
    return [
      {
        ip,
        hostname: named ? pod.spec.hostname : undefined,
        nodeName: pod.spec.nodeName,
        targetRef: { kind: 'Pod', namespace, name, uid },
        ready: serving && (!terminating || publishAll),
        serving,
        terminating,
        ports,
      },
    ];
  });
}

/** Groups endpoints with the same ports, in a stable order. */
export function groupByPorts(endpoints: Endpoint[]): { ports: EndpointPort[]; endpoints: Endpoint[] }[] {
  const byIp = endpoints.toSorted((a, b) => a.ip.localeCompare(b.ip, 'en', { numeric: true }));
  const groups = Map.groupBy(byIp, ({ ports }) => JSON.stringify(ports));
  return [...groups.values()].map((group) => ({ ports: group[0]!.ports, endpoints: group }));
}
