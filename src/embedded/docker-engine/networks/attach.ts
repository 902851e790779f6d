import type { EngineContainer } from '../containers/record.ts';
import { EngineError } from '../errors.ts';

/** `docker network connect` */
export function attach(container: EngineContainer, network: string, aliases: string[]): void {
  if (container.networks.has(network)) {
    throw new EngineError(`endpoint with name ${container.name} already exists in network ${network}`);
  }
  container.networks.set(network, { aliases });
}

/** `docker network disconnect` */
export function detach(container: EngineContainer, network: string): void {
  if (!container.networks.delete(network)) {
    throw new EngineError(`container ${container.id} is not connected to network ${network}`);
  }
}
