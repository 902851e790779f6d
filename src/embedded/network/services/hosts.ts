/** hosts(5) lines in place of the cluster's DNS. */
import type { KubeObject } from '../../apiserver/index.ts';
import { clusterIPOf, subsetsOf } from './backends.ts';

/** All names of a service in `namespace`; the short one only in its own namespace. */
function serviceNames(service: KubeObject, namespace: string): string[] {
  const { name, namespace: home } = service.metadata;
  const long = [`${name}.${home}`, `${name}.${home}.svc`, `${name}.${home}.svc.cluster.local`];
  return home === namespace ? [name, ...long] : long;
}

/**
 * @param endpointsOf the Endpoints object of a service; called for headless ones, whose names resolve to the pods
 */
export function hostsLines(
  services: KubeObject[],
  endpointsOf: (service: KubeObject) => KubeObject | undefined,
  namespace: string,
): string[] {
  return services.flatMap((service) => {
    const names = serviceNames(service, namespace);
    const clusterIP = clusterIPOf(service);
    if (clusterIP) return [`${clusterIP} ${names.join(' ')}`];
    if (service.spec?.clusterIP !== 'None') return [];
    const addresses = subsetsOf(endpointsOf(service)).flatMap((subset) => subset.addresses ?? []);
    return addresses.map(({ ip, hostname }) => {
      const own = hostname ? names.map((name) => `${hostname}.${name}`) : [];
      return `${ip} ${[...own, ...names].join(' ')}`;
    });
  });
}
