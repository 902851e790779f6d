/** The controllers of the cluster, started together, and the way back to its beginning. */
export { clearCluster } from './clear.ts';
export type { NodeOptions } from './node.ts';
export { startControllers } from './start.ts';
export { volumeFolders } from './storage/volume-folders.ts';
export type { VolumeFolders } from './storage/volume-folders.ts';
