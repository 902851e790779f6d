/** Role `service`: a target for each port of each service, through the service's name. */
import { Labels } from '../labels.ts';
import type { KubernetesObject } from './access.ts';
import { hostPort, metadataLabels } from './meta-labels.ts';

export interface Service extends KubernetesObject {
  spec: {
    type?: string;
    clusterIP?: string;
    externalName?: string;
    ports?: { name?: string; port: number; protocol?: string }[];
  };
}

export function serviceTargets(service: Service): Labels[] {
  const { name, namespace } = service.metadata;
  const external = service.spec.type === 'ExternalName';
  return (service.spec.ports ?? []).map((port) =>
    Labels.from([
      ...metadataLabels('service', service),
      ['__address__', hostPort(`${name}.${namespace}.svc`, port.port)],
      ['__meta_kubernetes_service_port_name', port.name ?? ''],
      ['__meta_kubernetes_service_port_number', String(port.port)],
      ['__meta_kubernetes_service_port_protocol', port.protocol ?? 'TCP'],
      ['__meta_kubernetes_service_type', service.spec.type ?? 'ClusterIP'],
      external
        ? ['__meta_kubernetes_service_external_name', service.spec.externalName ?? '']
        : ['__meta_kubernetes_service_cluster_ip', service.spec.clusterIP ?? ''],
    ]),
  );
}
