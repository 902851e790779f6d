/** A namespace in which something happens all the time. */
import { ScrapedApps } from '../../test/dashboard/metrics/apps.ts';
import { READY, deployment, everything, pod, replicaSet, service } from '../../test/dashboard/objects.ts';
import { NAMESPACE, stage } from '../../test/dashboard/stage.ts';
import type { KubeObject } from '../../src/embedded/apiserver/types.ts';

export interface BusyWorld {
  kubeconfig: string;
  /** URL. */
  prometheus: string;
  close: () => Promise<void>;
}

/** @param rate requests per second of all pods together */
export async function busyWorld({ pods, rate }: { pods: number; rate: number }): Promise<BusyWorld> {
  const world = await stage();
  await world.defineScalers();
  everything(world);
  world.create('services', service('busy'));
  const set = world.create(
    'replicasets.apps',
    replicaSet(world.create('deployments.apps', deployment('busy', pods))),
  );
  const apps = new ScrapedApps(NAMESPACE);
  const names: string[] = [];
  let made = 0;
  const addPod = (): void => {
    const name = `busy-7d9c5b9f4d-${String(made++).padStart(5, '0')}`;
    world.create('pods', pod(set, name));
    world.change('pods', name, (object) => (object.status = READY()));
    names.push(name);
    apps.behaviours.set(name, { rate: 0, takes: [0.2, 0.3, 0.4, 0.8], failing: 0.05, waiting: 0 });
  };
  for (let i = 0; i < pods; i++) addPod();

  const scrape = (at: number): void => {
    for (const behaviour of apps.behaviours.values()) {
      behaviour.rate = byChance(rate / pods);
      behaviour.waiting = byChance(2);
    }
    apps.scrape(at, 1);
    apps.tsdb.truncate(at - 15 * 60_000);
  };
  const now = Date.now();
  for (let second = -600; second < 0; second++) scrape(now + second * 1000);
  const server = await apps.serve();
  let seconds = 0;
  const timer = setInterval(() => {
    seconds++;
    scrape(Date.now());
    if (seconds % 2 === 0) renew(world);
    if (seconds % 10 === 0) decide(world, seconds);
    if (seconds % 5 !== 0) return;
    // One goes and another one comes, as in a rollout that never ends.
    const gone = names.shift()!;
    apps.behaviours.delete(gone);
    world.cluster.delete('pods', NAMESPACE, gone, { gracePeriodSeconds: 0 });
    addPod();
  }, 1000);
  return {
    kubeconfig: world.server.kubeconfig,
    prometheus: server.url,
    async close() {
      clearInterval(timer);
      await server.close();
      await world.close();
    },
  };
}

type World = Awaited<ReturnType<typeof stage>>;

const renew = ({ change }: World): void =>
  change('leases.coordination.k8s.io', 'pycont-operator', ({ spec }: KubeObject) => {
    spec.renewTime = new Date().toISOString().replace('Z', '000Z');
  });

const decide = ({ change }: World, seconds: number): void =>
  change('latencyscalers.pycont.dev', 'kad', (object: KubeObject) => {
    const share = (seconds % 100) / 100;
    object.status = {
      replicas: 1,
      desiredReplicas: 1,
      reason: 'Calm',
      message: `calm, share ${share}`,
      share,
    };
  });

/** A number with this mean, as independent arrivals have it. */
function byChance(mean: number): number {
  let count = -1;
  for (let sum = 0; sum < mean; count++) sum -= Math.log(1 - Math.random());
  return Math.max(0, count);
}
