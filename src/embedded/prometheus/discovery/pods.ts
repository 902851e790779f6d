/** Role `pod`: a target for each declared port of each container. */
import { Labels } from '../labels.ts';
import type { KubernetesObject } from './access.ts';
import { hostPort, metadataLabels } from './meta-labels.ts';
import type { Entry } from './meta-labels.ts';

interface Container {
  name: string;
  image?: string;
  ports?: { name?: string; containerPort: number; protocol?: string }[];
}
export interface Pod extends KubernetesObject {
  spec: { nodeName?: string; containers: Container[]; initContainers?: Container[] };
  status?: {
    phase?: string;
    podIP?: string;
    hostIP?: string;
    conditions?: { type: string; status: string }[];
    containerStatuses?: { name: string; containerID?: string }[];
    initContainerStatuses?: { name: string; containerID?: string }[];
  };
}

/** Empty before the pod has an address. */
export function podTargets(pod: Pod): Labels[] {
  const ip = pod.status?.podIP;
  if (!ip) return [];
  const own = podLabels(pod);
  const statuses = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])];
  const containers = [
    ...pod.spec.containers.map((container) => ({ container, init: false })),
    ...(pod.spec.initContainers ?? []).map((container) => ({ container, init: true })),
  ];
  return containers.flatMap(({ container, init }) => {
    const labels: Entry[] = [
      ...own,
      ['__meta_kubernetes_pod_container_name', container.name],
      ['__meta_kubernetes_pod_container_image', container.image ?? ''],
      [
        '__meta_kubernetes_pod_container_id',
        statuses.find(({ name }) => name === container.name)?.containerID ?? '',
      ],
      ['__meta_kubernetes_pod_container_init', String(init)],
    ];
    const ports = container.ports ?? [];
    // Without declared ports there is still a target, whose address can be relabelled.
    if (ports.length === 0) return [Labels.from([...labels, ['__address__', ip]])];
    return ports.map((port) =>
      Labels.from([...labels, ...portLabels(port), ['__address__', hostPort(ip, port.containerPort)]]),
    );
  });
}

export function portLabels(port: { name?: string; containerPort: number; protocol?: string }): Entry[] {
  return [
    ['__meta_kubernetes_pod_container_port_name', port.name ?? ''],
    ['__meta_kubernetes_pod_container_port_number', String(port.containerPort)],
    ['__meta_kubernetes_pod_container_port_protocol', port.protocol ?? 'TCP'],
  ];
}

export function podLabels(pod: Pod): Entry[] {
  const controller = pod.metadata.ownerReferences?.find((owner) => owner.controller);
  const ready =
    pod.status?.conditions?.find(({ type }) => type === 'Ready')?.status.toLowerCase() ?? 'unknown';
  return [
    ...metadataLabels('pod', pod),
    ['__meta_kubernetes_pod_ip', pod.status?.podIP ?? ''],
    ['__meta_kubernetes_pod_ready', ready],
    ['__meta_kubernetes_pod_phase', pod.status?.phase ?? ''],
    ['__meta_kubernetes_pod_node_name', pod.spec.nodeName ?? ''],
    ['__meta_kubernetes_pod_host_ip', pod.status?.hostIP ?? ''],
    ['__meta_kubernetes_pod_uid', pod.metadata.uid ?? ''],
    ['__meta_kubernetes_pod_controller_kind', controller?.kind ?? ''],
    ['__meta_kubernetes_pod_controller_name', controller?.name ?? ''],
  ];
}
