/** Role `endpoints`: a target for each address and port of a service, with labels of service and pod. */
import { Labels } from '../labels.ts';
import type { KubernetesObject } from './access.ts';
import { hostPort, metadataLabels } from './meta-labels.ts';
import { podLabels, portLabels } from './pods.ts';
import type { Pod } from './pods.ts';
import type { Service } from './services.ts';

interface Address {
  ip: string;
  hostname?: string;
  nodeName?: string;
  targetRef?: { kind?: string; name?: string };
}
export interface Endpoints extends KubernetesObject {
  subsets?: {
    addresses?: Address[];
    notReadyAddresses?: Address[];
    ports?: { name?: string; port: number; protocol?: string }[];
  }[];
}

export function endpointsTargets(all: Endpoints[], services: Service[], pods: Pod[]): Labels[] {
  const servicesByName = byName(services);
  const podsByName = byName(pods);
  return all.flatMap((endpoints) => {
    const { namespace } = endpoints.metadata;
    const service = servicesByName.get(`${namespace}/${endpoints.metadata.name}`);
    const common = [
      ...metadataLabels('endpoints', endpoints),
      ...(service ? metadataLabels('service', service) : []),
    ];
    return (endpoints.subsets ?? []).flatMap((subset) => {
      const addresses = [
        ...(subset.addresses ?? []).map((address) => ({ address, ready: true })),
        ...(subset.notReadyAddresses ?? []).map((address) => ({ address, ready: false })),
      ];
      return addresses.flatMap(({ address, ready }) =>
        (subset.ports ?? []).map((port) => {
          const isPod = address.targetRef?.kind === 'Pod';
          const pod = isPod ? podsByName.get(`${namespace}/${address.targetRef?.name}`) : undefined;
          return Labels.from([
            ...common,
            ['__address__', hostPort(address.ip, port.port)],
            ['__meta_kubernetes_endpoint_port_name', port.name ?? ''],
            ['__meta_kubernetes_endpoint_port_protocol', port.protocol ?? 'TCP'],
            ['__meta_kubernetes_endpoint_ready', String(ready)],
            ['__meta_kubernetes_endpoint_node_name', address.nodeName ?? ''],
            ['__meta_kubernetes_endpoint_hostname', address.hostname ?? ''],
            ['__meta_kubernetes_endpoint_address_target_kind', address.targetRef?.kind ?? ''],
            ['__meta_kubernetes_endpoint_address_target_name', address.targetRef?.name ?? ''],
            ...(pod ? [...podLabels(pod), ...containerLabels(pod, port.port)] : []),
          ]);
        }),
      );
    });
  });
}

function containerLabels(pod: Pod, number: number) {
  for (const container of pod.spec.containers) {
    const port = container.ports?.find(({ containerPort }) => containerPort === number);
    if (port)
      return [
        ...portLabels(port),
        ['__meta_kubernetes_pod_container_name', container.name] as const,
        ['__meta_kubernetes_pod_container_image', container.image ?? ''] as const,
      ];
  }
  return [];
}

function byName<T extends KubernetesObject>(objects: T[]): Map<string, T> {
  return new Map(objects.map((object) => [`${object.metadata.namespace}/${object.metadata.name}`, object]));
}
