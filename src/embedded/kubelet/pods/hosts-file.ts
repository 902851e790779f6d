/** The hosts file of a pod, with the names of services and of the pod itself. */
import { openSync, closeSync, ftruncateSync, writeSync } from 'node:fs';
import type { KubeObject } from '../../apiserver/index.ts';
import { hostnameOf } from '../environment.ts';

/** @param serviceLines hosts(5) lines of the namespace's services */
export function hostsContent(pod: KubeObject, podIP: string, serviceLines: string[]): string {
  const hostname = hostnameOf(pod);
  const { subdomain } = pod.spec;
  const full = subdomain ? `${hostname}.${subdomain}.${pod.metadata.namespace}.svc.cluster.local ` : '';
  const aliases: { ip: string; hostnames: string[] }[] = pod.spec.hostAliases ?? [];
  return [
    '# Kubernetes-managed hosts file.',
    // All pods share one loopback interface, so a pod's localhost is its own address.
    `${podIP}\tlocalhost`,
    `${podIP}\t${full}${hostname}`,
    ...serviceLines,
    ...aliases.map(({ ip, hostnames }) => `${ip}\t${hostnames.join('\t')}`),
    '',
  ].join('\n');
}

/** In place, because the file is mounted into containers: they would not see a new file of the same name. */
export function writeInPlace(path: string, content: string): void {
  const fd = openSync(path, 'a');
  try {
    ftruncateSync(fd, 0);
    writeSync(fd, content);
  } finally {
    closeSync(fd);
  }
}
