/** The operator with the rights that deploy/operator gives it, no more. */
import { KubeConfig } from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { leaseOf } from '../../src/operator/index.ts';
import { NAMESPACE, stage } from './stage.ts';
import type { Running, Stage } from './stage.ts';

const RESOURCES: Record<string, string> = {
  ServiceAccount: 'serviceaccounts',
  Role: 'roles.rbac.authorization.k8s.io',
  RoleBinding: 'rolebindings.rbac.authorization.k8s.io',
};

let world: Stage;
let rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
beforeEach(async () => {
  world = await stage();
  for (const document of parseAllDocuments(await readFile('deploy/operator/rbac.yaml', 'utf8'))) {
    const object = document.toJS();
    object.metadata.namespace = NAMESPACE;
    if (object.subjects) object.subjects[0].namespace = NAMESPACE;
    if (object.rules) ({ rules } = object);
    world.server.cluster.create(RESOURCES[object.kind]!, object);
  }
  world.createDeployment();
  world.createScaler();
});
afterEach(() => world.close());

const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 10_000, interval: 20 });

function run(): Running {
  const load = (): KubeConfig => {
    const config = new KubeConfig();
    config.loadFromString(
      world.proxy.kubeconfig(world.server.api.tokenFor(NAMESPACE, 'pycont-operator'), NAMESPACE),
    );
    return config;
  };
  return world.run({
    kube: { load, namespace: NAMESPACE, inCluster: false },
    leaderElection: true,
    leaseTiming: leaseOf(1500),
  });
}

test('suffice for all it does', async () => {
  const running = run();
  await soon(() => expect(world.events('LatencyUnknown')).toHaveLength(1));
  world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
  await soon(() => expect(world.status().desiredReplicas).toBe(2));
  await soon(() => expect(world.events('ScaledUp').length).toBeGreaterThan(0));
  world.latency.set('kad', { rate: 0, share: 0 });
  await soon(() => expect(world.replicas()).toBe(1));
  await running.stop();
  expect(running.warnings.filter((warning) => warning.includes('403'))).toEqual([]);
});

test('name every verb and resource, and nothing of them is more than it uses', () => {
  for (const { apiGroups, resources, verbs } of rules)
    expect([...apiGroups, ...resources, ...verbs]).not.toContain('*');
  expect(rules.flatMap(({ resources }) => resources)).not.toContain('secrets');
  expect(
    rules.filter(({ resources }) => resources.includes('deployments')).flatMap(({ verbs }) => verbs),
  ).toEqual(['list', 'watch']);
});

test('where they do not suffice for a step, it says so', async () => {
  const role = structuredClone(world.server.cluster.get(RESOURCES.Role!, NAMESPACE, 'pycont-operator')!);
  role.rules = role.rules.filter(
    ({ resources }: { resources: string[] }) => !resources.includes('deployments/scale'),
  );
  world.server.cluster.update(RESOURCES.Role!, role);
  world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
  run();
  await soon(() => expect(world.events('ScaleFailed')).toHaveLength(1));
  expect(world.replicas()).toBe(1);
});
