/** The Docker engine of a home: containers, images, networks, volumes. `server.ts` serves it to clients. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerRuntime } from '../containers/index.ts';
import type { LocalImageStore } from '../images/index.ts';
import type { Network } from '../network/index.ts';
import { clearEngine } from './clear.ts';
import { Lifecycle } from './containers/lifecycle.ts';
import { NetworkTable } from './networks/networks.ts';
import type { DockerNetwork } from './networks/networks.ts';
import { SavedJson, Volumes } from './volumes/volumes.ts';

/** Absolute paths of the engine's files. */
export interface EngineHome {
  root: string;
  /** Of the named volumes. */
  volumes: string;
  /** Of the Unix socket; replaced by a short path if it is too long. */
  engineSocket: string;
}

export interface EngineOptions {
  images: LocalImageStore;
  runtime: ContainerRuntime;
  network: Network;
  home: Pick<EngineHome, 'root' | 'volumes'>;
}

export interface Engine {
  readonly runtime: ContainerRuntime;
  readonly images: LocalImageStore;
  readonly containers: Lifecycle;
  readonly networks: NetworkTable;
  readonly volumes: Volumes;
  /**
   * Stops and removes everything that was created: containers, networks, volumes, images that were built or tagged.
   * Images of the catalogue and the build cache are kept.
   * @returns what could not be removed; everything else is removed
   */
  clear(): Promise<Error[]>;
  /** Stops and removes the engine's containers; images, networks and named volumes are kept. */
  close(): Promise<void>;
}

export function createEngine(options: EngineOptions): Engine {
  const { images, runtime, network, home } = options;
  const folder = join(home.root, 'docker');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const saved = new SavedJson<DockerNetwork[]>(join(folder, 'networks.json'));
  const networks = new NetworkTable(saved.read([]), (changed) => saved.write(changed));
  const volumes = new Volumes(home.volumes);
  // Left by a killed daemon, whose containers are gone.
  rmSync(join(folder, 'hosts'), { recursive: true, force: true });
  for (const volume of volumes.list()) if (volume.anonymous) volumes.remove(volume.name, []);
  const containers = new Lifecycle({
    runtime,
    images,
    network,
    networks,
    volumes,
    folder: join(folder, 'hosts'),
  });
  const parts = { runtime, images, containers, networks, volumes };
  return { ...parts, clear: () => clearEngine(parts), close: () => containers.close() };
}
