import type { LocalImageStore } from '../images/index.ts';
import type { Lifecycle } from './containers/lifecycle.ts';
import { NetworkTable } from './networks/networks.ts';
import type { Volumes } from './volumes/volumes.ts';

interface Parts {
  containers: Lifecycle;
  networks: NetworkTable;
  volumes: Volumes;
  images: LocalImageStore;
}

/** Containers first: they use the rest. */
export async function clearEngine({ containers, networks, volumes, images }: Parts): Promise<Error[]> {
  const failures: Error[] = [];
  const attempt = async (work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      failures.push(error as Error);
    }
  };
  const forced = { force: true, volumes: true };
  await Promise.all(containers.list().map((each) => attempt(() => containers.remove(each, forced))));
  const made = networks.list().filter((network) => NetworkTable.resolvesNames(network));
  for (const { name } of made) await attempt(() => networks.remove(name, () => []));
  for (const { name } of volumes.list()) await attempt(() => volumes.remove(name, []));
  await attempt(() => images.clear());
  return failures;
}
