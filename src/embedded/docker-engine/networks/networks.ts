/** Docker networks: groups of containers that resolve each other's names. All share the machine's network. */
import { EngineError } from '../errors.ts';
import { checkName, findByNameOrId, newId, shortId } from '../names.ts';

export interface DockerNetwork {
  id: string;
  name: string;
  driver: 'bridge' | 'host';
  createdAt: string;
  labels: Record<string, string>;
}

const predefined = ['bridge', 'host'];

export class NetworkTable {
  readonly #networks = new Map<string, DockerNetwork>();
  readonly #saved: (networks: DockerNetwork[]) => void;

  /** @param saved called with the user-defined networks on every change @param known those from before the restart */
  constructor(known: DockerNetwork[], saved: (networks: DockerNetwork[]) => void) {
    this.#saved = saved;
    for (const name of predefined) this.#add(name, name === 'host' ? 'host' : 'bridge', {});
    for (const network of known) this.#networks.set(network.id, network);
  }

  list(): DockerNetwork[] {
    return [...this.#networks.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  get(nameOrId: string): DockerNetwork {
    const found = findByNameOrId(this.#networks.values(), nameOrId === 'default' ? 'bridge' : nameOrId);
    if (found) return found;
    if (nameOrId === 'none' || nameOrId.startsWith('container:')) {
      throw new EngineError(
        `network mode "${nameOrId}" is not supported by the embedded stage: its containers share the machine's network`,
        {
          exitCode: 125,
          remedy: 'Leave --network out, or create one: docker network create NAME',
        },
      );
    }
    throw new EngineError(`network ${nameOrId} not found`, {
      remedy: `Create it: docker network create ${nameOrId}`,
    });
  }

  create(name: string, driver: string, labels: Record<string, string>): DockerNetwork {
    checkName('network', name);
    if (driver !== 'bridge') {
      throw new EngineError(`could not find plugin ${driver} in v1 plugin registry: plugin not found`, {
        remedy: 'The embedded stage has the bridge driver only: leave --driver out.',
      });
    }
    if ([...this.#networks.values()].some((network) => network.name === name)) {
      throw new EngineError(`network with name ${name} already exists`);
    }
    const network = this.#add(name, 'bridge', labels);
    this.#save();
    return network;
  }

  /** @param endpoints currently connected containers */
  remove(
    nameOrId: string,
    endpoints: (network: DockerNetwork) => { name: string; id: string }[],
  ): DockerNetwork {
    const network = this.get(nameOrId);
    if (predefined.includes(network.name)) {
      throw new EngineError(`${network.name} is a pre-defined network and cannot be removed`, {
        remedy: 'See which are yours: docker network ls',
      });
    }
    const active = endpoints(network);
    if (active.length > 0) {
      const shown = active.map(({ name, id }) => `name:"${name}" id:"${shortId(id)}"`).join(', ');
      throw new EngineError(
        `error while removing network: network ${network.name} has active endpoints (${shown})`,
        { remedy: 'Remove those containers first: docker rm -f NAME' },
      );
    }
    this.#networks.delete(network.id);
    this.#save();
    return network;
  }

  /** Whether containers on it resolve each other's names. */
  static resolvesNames(network: DockerNetwork): boolean {
    return !predefined.includes(network.name);
  }

  #add(name: string, driver: DockerNetwork['driver'], labels: Record<string, string>): DockerNetwork {
    const network = { id: newId(), name, driver, createdAt: new Date().toISOString(), labels };
    this.#networks.set(network.id, network);
    return network;
  }

  #save(): void {
    this.#saved(this.list().filter((network) => NetworkTable.resolvesNames(network)));
  }
}
