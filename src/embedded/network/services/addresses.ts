/** The service part of the block: hands out clusterIPs. */
import type { KubeObject } from '../../apiserver/index.ts';
import { createPool } from '../pool.ts';

/** In the shape the cluster's options take. */
export interface ServiceAddresses {
  allocateClusterIP(service: KubeObject): string;
  releaseClusterIP(address: string): void;
}

/**
 * The first address handed out is 127.N.200.1: the `kubernetes` service's, when it is created first.
 * @param inUse clusterIPs remembered from before a restart
 */
export function createServiceAddresses(octet: number, inUse: string[] = []): ServiceAddresses {
  const pool = createPool(octet, 200, 250);
  for (const address of inUse) pool.reserve(address);
  return {
    allocateClusterIP: () => pool.allocate(),
    releaseClusterIP: (address) => pool.release(address),
  };
}
