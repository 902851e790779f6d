/** The docker engine of a home: containers, images, networks, volumes. Served to clients by `server.ts`. */
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

/** Where the engine keeps its things: absolute paths. */
export interface EngineHome {
  root: string;
  /** Of the named volumes. */
  volumes: string;
  /** Of the Unix socket; a short path stands in for one that is too long. */
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
   * Ends and removes all that people made: containers, networks, volumes, images that were built or tagged. Images of the
   * catalogue stay, and what builds can reuse.
   * @returns what could not be removed; the rest is gone all the same
   */
  clear(): Promise<Error[]>;
  /** Ends and removes docker's containers; images, networks and named volumes stay for the next time. */
  close(): Promise<void>;
}

export function createEngine(options: EngineOptions): Engine {
  const { images, runtime, network, home } = options;
  const folder = join(home.root, 'docker');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const saved = new SavedJson<DockerNetwork[]>(join(folder, 'networks.json'));
  const networks = new NetworkTable(saved.read([]), (changed) => saved.write(changed));
  const volumes = new Volumes(home.volumes);
  // A daemon that was killed left these; its containers are gone.
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
