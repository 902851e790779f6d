/** `docker inspect NAME`: the object with that name, of any kind. */
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { inspectContainer, inspectImage, inspectNetwork, inspectVolume } from '../containers/inspect.ts';

type Inspector = (engine: Engine, name: string) => object | undefined;

/** In Docker's order. Each returns undefined for an unknown name. */
const inspectors: Record<string, Inspector> = {
  container: (engine, name) => {
    const found = ifFound(() => engine.containers.get(name));
    return found && inspectContainer(engine.runtime, found);
  },
  image: (engine, name) => {
    const image = engine.images.isLocal(name) ? engine.images.resolve(name) : undefined;
    const layers = engine.images.stored(name)?.layers.map((layer) => layer.digest) ?? [];
    return image && inspectImage(image, layers);
  },
  network: (engine, name) => {
    const network = ifFound(() => engine.networks.get(name));
    const members = engine.containers.list().filter((each) => network && each.networks.has(network.name));
    return network && inspectNetwork(network, members);
  },
  volume: (engine, name) => {
    const volume = engine.volumes.get(name);
    return volume && inspectVolume(volume);
  },
};

function ifFound<T>(inspect: () => T): T | undefined {
  try {
    return inspect();
  } catch {
    return undefined;
  }
}

export function inspectAny(engine: Engine, name: string, kind?: string): object {
  for (const [each, inspector] of Object.entries(inspectors)) {
    const found = kind === undefined || kind === each ? inspector(engine, name) : undefined;
    if (found) return found;
  }
  throw new EngineError(`No such ${kind ?? 'object'}: ${name}`);
}
