/** The API server comes back from a backup: its objects are older than those that were seen, their versions lower. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../src/embedded/apiserver/cluster-types.ts';
import { startApiServer } from '../../../src/embedded/apiserver/http/server.ts';
import type { ApiServer } from '../../../src/embedded/apiserver/http/server.ts';
import { localNode } from '../../embedded/apiserver/http/local-node.ts';
import { breach, isScale, evaluations, sees, settled, soon } from '../faults/steps.ts';
import { NAMESPACE, stage } from '../stage.ts';
import type { Running, Stage } from '../stage.ts';

let world: Stage;
let restored: ApiServer | undefined;
beforeEach(async () => {
  world = await stage();
  world.createDeployment();
  world.createScaler('kad', { cooldownSeconds: 0 });
  world.latency.set('kad', { rate: 40, share: 1, mean: 0.1 });
});
afterEach(async () => {
  await world.close();
  await restored?.close();
});

/** A server with what is in the backup, which counts on from where that was made. */
async function restore(backup: string): Promise<Cluster> {
  const snapshot = JSON.parse(backup) as { revision: number };
  const gap = Number(createCluster({ load: backup }).resourceVersion()) - snapshot.revision;
  const cluster = createCluster({ load: JSON.stringify({ ...snapshot, revision: snapshot.revision - gap }) });
  restored = await startApiServer({
    cluster,
    node: localNode(),
    pkiFolder: join(world.folder, 'restored'),
    dialService: () => Promise.reject(new Error('no services here')),
  });
  return cluster;
}

const reroute = ({ url, caPem, adminToken }: ApiServer): void =>
  world.proxy.reroute({ url, ca: caPem, token: adminToken });

const replicas = (cluster: Cluster): number =>
  cluster.get('deployments.apps', NAMESPACE, 'kad')!.spec.replicas;

/** A backup of one replica, after which much has happened. */
async function backup(running: Running): Promise<string> {
  const text = world.server.cluster.snapshot();
  world.scaleByHand(3);
  for (let i = 0; i < 500; i++) world.relabel(`kad-${i}`);
  await sees(running, 3);
  return text;
}

/** The next breach leads to a step there, and nothing is refused more than once. */
async function actsOn(cluster: Cluster, running: Running): Promise<void> {
  const before = world.proxy.asked.length;
  breach(world);
  await soon(() => expect(replicas(cluster)).toBe(2), 20_000);
  await evaluations(running, 10);
  expect(world.proxy.asked.slice(before).filter(isScale).length).toBeLessThanOrEqual(2);
}

test('after an outage what the server says counts', async () => {
  const running = await settled(world, { leaderElection: true });
  const cluster = await restore(await backup(running));
  await world.proxy.down();
  reroute(restored!);
  await world.proxy.up();
  await sees(running, 1);
  await actsOn(cluster, running);
});

test('where nobody noticed: the first refusal shows it, and there is no second one', async () => {
  const running = await settled(world);
  const cluster = await restore(await backup(running));
  // A real server opens a watch from a version that it has not reached, and says nothing.
  world.proxy.watchesSilent = true;
  reroute(restored!);
  await actsOn(cluster, running);
});
