/** The service part of the block: allocates clusterIPs. */
import type { KubeObject } from '../../apiserver/index.ts';
import { createPool } from '../pool.ts';

/** As in the cluster's options. */
export interface ServiceAddresses {
  allocateClusterIP(service: KubeObject): string;
  releaseClusterIP(address: string): void;
}

/**
 * The first address is 127.N.200.1, for the Service `kubernetes` if it is created first.
 * @param inUse clusterIPs from before a restart
 */
export function createServiceAddresses(octet: number, inUse: string[] = []): ServiceAddresses {
  const pool = createPool(octet, 200, 250);
  for (const address of inUse) pool.reserve(address);
  return {
    allocateClusterIP: () => pool.allocate(),
    releaseClusterIP: (address) => pool.release(address),
  };
}
