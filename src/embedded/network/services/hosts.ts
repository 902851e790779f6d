/** hosts(5) lines that stand in for the cluster's DNS. */
import type { KubeObject } from '../../apiserver/index.ts';
import { clusterIPOf, subsetsOf } from './backends.ts';

/** All names a service answers to when asked from `namespace`, the short one only at home. */
function serviceNames(service: KubeObject, namespace: string): string[] {
  const { name, namespace: home } = service.metadata;
  const long = [`${name}.${home}`, `${name}.${home}.svc`, `${name}.${home}.svc.cluster.local`];
  return home === namespace ? [name, ...long] : long;
}

/**
 * @param endpointsOf the Endpoints object of a service; only asked for headless ones, whose names lead to the pods
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
