/** Service addresses when nobody else hands them out: 10.96.0.0/16, counted up past what is taken. */
import { ApiError, type KubeObject } from './types.ts';
import type { Store } from './store/store.ts';

export function countingAllocator(store: Store): { allocate: (service: KubeObject) => string } {
  let next = 0;
  return {
    allocate() {
      const taken = new Set<string>();
      for (const service of store.values('services')) taken.add(service['spec']?.clusterIP);
      for (let tries = 0; tries < 65_000; tries++) {
        next = (next % 65_000) + 1;
        const address = `10.96.${next >> 8}.${next & 255}`;
        if (!taken.has(address)) return address;
      }
      throw new ApiError(
        500,
        'InternalError',
        'Internal error occurred: failed to allocate a serviceIP: range is full',
      );
    },
  };
}
