import type { ContainerRuntime } from '../../containers/index.ts';
import type { LocalImageStore } from '../../images/index.ts';
import type { Network } from '../../network/index.ts';
import type { NetworkTable } from '../networks/networks.ts';
import type { Volumes } from '../volumes/volumes.ts';

/** Dependencies of the engine's containers. */
export interface LifecycleParts {
  runtime: ContainerRuntime;
  images: LocalImageStore;
  network: Network;
  networks: NetworkTable;
  volumes: Volumes;
  /** Absolute folder for hosts files. */
  folder: string;
}
