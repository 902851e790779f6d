/** Updates all hosts files when containers are started, stopped, removed or renamed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ContainerRuntime } from '../../containers/index.ts';
import { hostsContent } from './hosts.ts';
import type { HostEntry } from './hosts.ts';
import { shortId } from '../names.ts';
import { NetworkTable } from './networks.ts';
import { stateOf } from '../containers/record.ts';
import type { EngineContainer } from '../containers/record.ts';

export function writeHosts(container: Pick<EngineContainer, 'hostsFile'>, content: string): void {
  mkdirSync(dirname(container.hostsFile), { recursive: true });
  // In place, because the file is mounted in the running container.
  writeFileSync(container.hostsFile, content);
}

/** A container's names for the others on a network. */
function namesOn(container: EngineContainer, network: string): string[] {
  return [container.name, ...(container.networks.get(network)?.aliases ?? []), shortId(container.id)];
}

function hostsOf(container: EngineContainer, all: EngineContainer[], networks: NetworkTable): string {
  const own: HostEntry = { address: container.address, names: [container.hostname] };
  const shared = [...container.networks.keys()].filter((name) =>
    NetworkTable.resolvesNames(networks.get(name)),
  );
  const peers = shared.flatMap((network) =>
    all
      .filter((other) => other.networks.has(network))
      .map((other) => ({ address: other.address, names: namesOn(other, network) })),
  );
  return hostsContent(own, [...extraHosts(container), ...linked(container, all), ...peers]);
}

function linked(container: EngineContainer, all: EngineContainer[]): HostEntry[] {
  return container.request.links.flatMap((link) => {
    const [name = '', alias = name] = link.split(':');
    const other = all.find((each) => each.name === name || each.id.startsWith(name));
    return other ? [{ address: other.address, names: [alias, other.hostname, other.name] }] : [];
  });
}

function extraHosts(container: EngineContainer): HostEntry[] {
  return container.request.addHosts.map((entry) => {
    const at = entry.search(/[:=]/);
    const address = entry.slice(at + 1);
    return { address: address === 'host-gateway' ? '127.0.0.1' : address, names: [entry.slice(0, at)] };
  });
}

/** Rewrites all hosts files. As in Docker, only running containers have names. */
export function refreshHosts(
  runtime: ContainerRuntime,
  all: EngineContainer[],
  networks: NetworkTable,
): void {
  const running = all.filter((container) => stateOf(runtime, container).phase === 'running');
  for (const container of all) writeHosts(container, hostsOf(container, running, networks));
}
