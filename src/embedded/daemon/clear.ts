/** Restores the stage to the state of its first start. */
import { clearCluster } from '../controllers/index.ts';
import type { NodeOptions, VolumeFolders } from '../controllers/index.ts';
import type { Cluster } from '../apiserver/index.ts';
import type { Engine } from '../docker-engine/index.ts';
import type { Kubelet } from '../kubelet/index.ts';

export interface Cleared {
  cluster: Cluster;
  node: NodeOptions;
  kubelet: Kubelet;
  engine: Engine;
  volumes: VolumeFolders;
}

/** @throws Error that names everything that could not be removed; the rest is removed */
export async function clear({ cluster, node, kubelet, engine, volumes }: Cleared): Promise<void> {
  clearCluster(cluster, node);
  const [ofEngine] = await Promise.all([engine.clear(), kubelet.ended()]);
  // Containers could still write to the cluster until they were killed.
  const failures = [...clearCluster(cluster, node), ...ofEngine];
  await volumes.clear().catch((error: Error) => failures.push(error));
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('; '));
}
