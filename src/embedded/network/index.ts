/** Addresses, names and connections of pods, services and containers. */
export { claimBlock } from './block.ts';
export type { AddressBlock } from './block.ts';
export { createNetwork } from './network.ts';
export { createServiceAddresses } from './services/addresses.ts';
export { createServiceDial } from './services/dial.ts';
export type { Network, Published } from './types.ts';
