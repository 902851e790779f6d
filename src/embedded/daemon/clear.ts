/** Everything that people made on the stage ends, in one call: the stage is as at its first start. */
import { clearCluster } from '../controllers/index.ts';
import type { NodeOptions } from '../controllers/index.ts';
import type { Cluster } from '../apiserver/index.ts';
import type { Engine } from '../docker-engine/index.ts';
import type { Kubelet } from '../kubelet/index.ts';

export interface Cleared {
  cluster: Cluster;
  node: NodeOptions;
  kubelet: Kubelet;
  engine: Engine;
}

/** @throws Error that tells all that is still there; the rest is gone all the same */
export async function clear({ cluster, node, kubelet, engine }: Cleared): Promise<void> {
  clearCluster(cluster, node);
  const [ofEngine] = await Promise.all([engine.clear(), kubelet.ended()]);
  // What ran in pods had time to write until it was ended.
  const failures = [...clearCluster(cluster, node), ...ofEngine];
  if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('; '));
}
