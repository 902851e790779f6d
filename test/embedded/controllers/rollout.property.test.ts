import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf } from '../../../src/embedded/controllers/deployment/rolling.ts';
import { isActive, isReady } from '../../../src/embedded/controllers/pod-state.ts';
import { deployment, fakeCluster } from './fake-cluster.ts';
import type { FakeCluster } from './fake-cluster.ts';

type Step =
  | { do: 'scale'; replicas: number }
  | { do: 'image'; version: number }
  | { do: 'unready' | 'delete' | 'fail'; pod: number }
  | { do: 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('scale' as const), replicas: fc.integer({ min: 0, max: 8 }) }),
  fc.record({ do: fc.constant('image' as const), version: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ do: fc.constantFrom('unready' as const, 'delete' as const, 'fail' as const), pod: fc.nat(20) }),
  fc.record({ do: fc.constant('wait' as const) }),
);
const limit = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
);

// With both at zero nothing could change, and the API refuses it.
const limits = fc.tuple(limit, limit).filter((pair) => pair.some((one) => Number.parseInt(String(one)) > 0));

const kad = ({ api }: FakeCluster) => api.get('deployments.apps', 'default', 'kad')!;
const active = (cluster: FakeCluster) => cluster.pods().filter(isActive);

function take(cluster: FakeCluster, { ...step }: Step): void {
  const { api, kubelet } = cluster;
  if (step.do === 'scale') {
    api.mergePatch('deployments.apps', 'default', 'kad', { spec: { replicas: step.replicas } });
  } else if (step.do === 'image') {
    const containers = [{ name: 'kad', image: `kad:0.${step.version}` }];
    api.mergePatch('deployments.apps', 'default', 'kad', { spec: { template: { spec: { containers } } } });
  } else if (step.do !== 'wait') {
    const pods = active(cluster).filter(({ status }) => status?.podIP);
    const pod = pods[step.pod % pods.length];
    if (!pod) return;
    const { name } = pod.metadata;
    if (step.do === 'unready') kubelet.setReady(name, false);
    else if (step.do === 'fail') kubelet.setPhase(name, 'Failed');
    else api.delete('pods', 'default', name);
  }
}

async function converged(cluster: FakeCluster): Promise<void> {
  await cluster.until('convergence', () => {
    // In reality a pod stays unready only for some time.
    for (const pod of active(cluster)) {
      if (pod.status?.podIP && !isReady(pod)) cluster.kubelet.setReady(pod.metadata.name, true);
    }
    const { metadata, spec, status } = kad(cluster);
    const counts = [status?.replicas, status?.updatedReplicas, status?.availableReplicas].map(
      (count) => count ?? 0,
    );
    return (
      status?.observedGeneration === metadata.generation &&
      counts.every((count) => count === spec.replicas) &&
      active(cluster).length === spec.replicas
    );
  });
}

test('whatever happens, a rollout stays within its bounds and converges', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 6 }),
      limits,
      fc.array(step, { minLength: 1, maxLength: 12 }),
      async (replicas, [maxSurge, maxUnavailable], steps) => {
        const cluster = fakeCluster();
        const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } };
        cluster.api.create('deployments.apps', deployment('kad', { replicas, strategy }));
        await converged(cluster);
        // The bounds hold for the last desired replicas; a scaling takes a moment to be carried out.
        let most = replicas + boundsOf(kad(cluster).spec).maxSurge;
        const end = cluster.api.watch('pods', { replay: false }, () => {
          expect(active(cluster).length).toBeLessThanOrEqual(most);
        });
        for (const one of steps) {
          const before = most;
          take(cluster, one);
          most = Math.max(before, kad(cluster).spec.replicas + boundsOf(kad(cluster).spec).maxSurge);
          if (one.do === 'wait') {
            await converged(cluster);
            await cluster.settled();
            most = kad(cluster).spec.replicas + boundsOf(kad(cluster).spec).maxSurge;
          } else await new Promise((resolve) => setImmediate(resolve));
        }
        await converged(cluster);
        await cluster.settled();
        end();
        const image = kad(cluster).spec.template.spec.containers[0].image;
        expect(active(cluster).map(({ spec }) => spec.containers[0].image)).toEqual(
          Array.from({ length: kad(cluster).spec.replicas }, () => image),
        );
        expect(cluster.errors).toEqual([]);
        cluster.close();
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);

test('a rollout alone never costs more than maxUnavailable', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      limits,
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }),
      async (replicas, [maxSurge, maxUnavailable], versions) => {
        const cluster = fakeCluster();
        const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } };
        cluster.api.create('deployments.apps', deployment('kad', { replicas, strategy }));
        await converged(cluster);
        const { maxUnavailable: most } = boundsOf(kad(cluster).spec);
        const end = cluster.api.watch('pods', { replay: false }, () => {
          const available = active(cluster).filter(isReady).length;
          expect(available).toBeGreaterThanOrEqual(replicas - most);
        });
        for (const version of versions) {
          take(cluster, { do: 'image', version });
          await new Promise((resolve) => setImmediate(resolve));
        }
        await converged(cluster);
        end();
        expect(cluster.errors).toEqual([]);
        cluster.close();
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);
