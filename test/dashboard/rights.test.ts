/** The dashboard with the rights that deploy/dashboard gives it, no more and no less. */
import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { View } from '../../src/dashboard/view/view.ts';
import { deployment, everything } from './objects.ts';
import { NAMESPACE, stage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Browser } from './browser.ts';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const RESOURCES: Record<string, string> = {
  ServiceAccount: 'serviceaccounts',
  Role: 'roles.rbac.authorization.k8s.io',
  RoleBinding: 'rolebindings.rbac.authorization.k8s.io',
};
const documents = () =>
  parseAllDocuments(readFileSync('deploy/dashboard/rbac.yaml', 'utf8')).map((document) => document.toJS());
const RULES: Rule[] = documents().find(({ kind }) => kind === 'Role').rules;

let world: Stage;
beforeEach(async () => {
  world = await stage();
  await world.defineScalers();
  everything(world);
});
afterEach(() => world.close());

/** @returns a browser that watches with these rights */
async function watchWith(rules: Rule[]): Promise<Browser> {
  for (const object of documents()) {
    object.metadata.namespace = NAMESPACE;
    if (object.subjects) object.subjects[0].namespace = NAMESPACE;
    if (object.rules) object.rules = rules;
    world.create(RESOURCES[object.kind]!, object);
  }
  const load = (): KubeConfig => {
    const config = new KubeConfig();
    config.loadFromString(
      world.proxy.kubeconfig(world.server.api.tokenFor(NAMESPACE, 'dashboard'), NAMESPACE),
    );
    return config;
  };
  return world.browser(await world.dashboard({ kube: { load, namespace: NAMESPACE, inCluster: false } }));
}

/** What is shown of each kind. */
const PARTS: Record<string, (view: View) => unknown> = {
  ingresses: ({ ingresses }) => ingresses['kad'],
  latencyscalers: ({ scalers }) => scalers['kad'],
  events: ({ marks }) => Object.values(marks).find(({ kind }) => kind === 'step'),
  leases: ({ scalers }) => scalers['kad']?.watched || undefined,
};

test('suffice for all that it shows', async () => {
  const browser = await watchWith(RULES);
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  for (const part of Object.values(PARTS)) await expect.poll(() => part(browser.view)).toBeDefined();
  expect(world.warnings).toEqual([]);
});

test('name every verb and resource, and none that reads secrets or writes', () => {
  for (const { apiGroups, resources, verbs } of RULES) {
    expect([...apiGroups, ...resources]).not.toContain('*');
    expect(verbs).toEqual(['list', 'watch']);
  }
  expect(RULES.flatMap(({ resources }) => resources)).not.toEqual(
    expect.arrayContaining(['secrets', 'configmaps']),
  );
});

const verbs = RULES.flatMap((rule) =>
  rule.verbs.flatMap((verb) =>
    rule.resources.map((resource): [string, string, Rule] => [verb, resource, rule]),
  ),
);

test.each(verbs)('without %s %s something is missing, and it says so', async (verb, resource, rule) => {
  const less = RULES.flatMap((each) =>
    each === rule
      ? [
          { ...each, resources: each.resources.filter((other) => other !== resource) },
          { ...each, resources: [resource], verbs: each.verbs.filter((other) => other !== verb) },
        ]
      : each,
  );
  const browser = await watchWith(less);
  await expect.poll(() => world.warnings.join('\n')).toMatch(new RegExp(`${verb}.*${resource}.*403`, 'i'));
  const part = PARTS[resource];
  if (part === undefined) {
    await expect
      .poll(() => browser.view.cluster)
      .toMatchObject({ state: 'away', why: expect.stringContaining('403') });
    return;
  }
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  await expect.poll(() => part(browser.view)).toBeUndefined();
});

test('the cluster comes back when the right is given', async () => {
  const browser = await watchWith(RULES.filter(({ resources }) => !resources.includes('pods')));
  await expect.poll(() => browser.view.cluster.state).toBe('away');
  const role = structuredClone(world.cluster.get(RESOURCES['Role']!, NAMESPACE, 'dashboard')!);
  world.cluster.update(RESOURCES['Role']!, { ...role, rules: RULES });
  await expect.poll(() => browser.view.cluster.state).toBe('ok');
  world.create('deployments.apps', deployment('later'));
  await expect.poll(() => Object.keys(browser.view.workloads)).toContain('Deployment/later');
});
