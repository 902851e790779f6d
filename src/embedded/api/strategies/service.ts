/** Services: their addresses. */
import type { Strategy } from '../resources/resource.ts';

export const serviceStrategy: Strategy = {
  prepareCreate(service, context) {
    const { spec } = service;
    if (!spec || spec.type === 'ExternalName') return;
    spec.clusterIP ||= context.allocateClusterIP(service);
    spec.clusterIPs = [spec.clusterIP];
    service['status'] ??= { loadBalancer: {} };
  },
  removed(service, context) {
    const address = service['spec']?.clusterIP;
    if (address && address !== 'None') context.releaseClusterIP(address);
  },
};
