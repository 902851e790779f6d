/** The downward API: fields and resources of a pod. */
import { cpus, totalmem } from 'node:os';
import { dividedUp, parseQuantity } from '../../notation/index.ts';
import type { KubeObject } from '../apiserver/index.ts';
import { ConfigError } from './errors.ts';
import type { PodContainer, ResourceFieldRef } from './pod-types.ts';

export interface PodAddresses {
  podIP: string;
  hostIP: string;
}

const quoted = (map: Record<string, string> | undefined) =>
  Object.entries(map ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join('\n');

export function fieldValue(pod: KubeObject, path: string, { podIP, hostIP }: PodAddresses): string {
  const { metadata, spec } = pod;
  const subscript = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (subscript) return metadata[subscript[1] as 'labels' | 'annotations']?.[subscript[2]!] ?? '';
  switch (path) {
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid;
    case 'metadata.labels':
      return quoted(metadata.labels);
    case 'metadata.annotations':
      return quoted(metadata.annotations);
    case 'spec.nodeName':
      return spec.nodeName;
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? 'default';
    case 'status.podIP':
    case 'status.podIPs':
      return podIP;
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostIP;
    default:
      throw new ConfigError(`unsupported fieldPath: ${path}`);
  }
}

/** Without a limit, the node's capacity. */
export function resourceValue(pod: KubeObject, own: PodContainer | undefined, ref: ResourceFieldRef): string {
  const containers: PodContainer[] = [...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? [])];
  const container = ref.containerName ? containers.find(({ name }) => name === ref.containerName) : own;
  if (container === undefined) throw new ConfigError(`container ${ref.containerName} not found`);
  const [kind, resource] = ref.resource.split(/\.(.*)/) as ['requests' | 'limits', string];
  const set = container.resources?.[kind]?.[resource];
  const node = resource === 'cpu' ? cpus().length : resource === 'memory' ? totalmem() : 0;
  const amount = parseQuantity(set ?? (kind === 'limits' ? node : 0)) ?? 0n;
  // A divisor of 0 means that none was given.
  const divisor = parseQuantity(ref.divisor ?? 0) || parseQuantity(1)!;
  return String(dividedUp(amount, divisor));
}

/** Whether labels or annotations differ, which downward API volumes show. */
export function labelsDiffer({ metadata: before }: KubeObject, { metadata: after }: KubeObject): boolean {
  return (
    JSON.stringify([before.labels, before.annotations]) !== JSON.stringify([after.labels, after.annotations])
  );
}
