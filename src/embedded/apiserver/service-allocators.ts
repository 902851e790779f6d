/** Allocators for Services: addresses from 10.96.0.0/16 unless the network has its own allocator, and node ports. */
import { ApiError } from './types.ts';
import type { Store } from './store/store.ts';

const ADDRESSES = 65_000;
const FIRST_NODE_PORT = 30_000;
const NODE_PORTS = 2768;

/** Counts up and wraps around, skipping values in use; these are looked up only after the first round. */
function counter<T>(size: number, nth: (n: number) => T, taken: () => Set<T>, exhausted: string): () => T {
  let next = 0;
  let known: Set<T> | undefined;
  return () => {
    if (next % size === 0) known = undefined;
    known ??= taken();
    for (let tries = 0; tries < size; tries++) {
      const candidate = nth(next++ % size);
      if (!known.has(candidate)) return candidate;
    }
    throw new ApiError(500, 'InternalError', `Internal error occurred: ${exhausted}`);
  };
}

export function clusterIPAllocator(store: Store): () => string {
  const taken = () =>
    new Set(Array.from(store.values('services'), (service) => service['spec']?.clusterIP as string));
  const address = (n: number) => `10.96.${(n + 1) >> 8}.${(n + 1) & 255}`;
  return counter(ADDRESSES, address, taken, 'failed to allocate a serviceIP: range is full');
}

export function nodePortAllocator(store: Store): () => number {
  const taken = () =>
    new Set(
      Array.from(store.values('services')).flatMap((service) =>
        (service['spec']?.ports ?? []).map((port: { nodePort?: number }) => port.nodePort),
      ),
    );
  return counter(
    NODE_PORTS,
    (n) => FIRST_NODE_PORT + n,
    taken as () => Set<number>,
    'failed to allocate a nodePort: range is full',
  );
}
