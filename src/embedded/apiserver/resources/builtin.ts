/** The resource table of the built-in kinds, in the order of discovery. */
import { clusterServiceResources } from './cluster-services.ts';
import { coreResources } from './core.ts';
import type { Resource } from '../resource.ts';
import { workloadResources } from './workloads.ts';

export const builtinResources: readonly Resource[] = [
  ...coreResources,
  ...workloadResources,
  ...clusterServiceResources,
];
