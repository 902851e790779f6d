/** The operator as deploy/operator runs it: its own account, and the rights that its Role gives. */
import { KubeConfig } from '@kubernetes/client-node';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { leaseOf } from '../../src/operator/index.ts';
import { NAMESPACE } from './stage.ts';
import type { Running, Stage } from './stage.ts';

export interface Rule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

export const ROLES = 'roles.rbac.authorization.k8s.io';
const RESOURCES: Record<string, string> = {
  ServiceAccount: 'serviceaccounts',
  Role: ROLES,
  RoleBinding: 'rolebindings.rbac.authorization.k8s.io',
};

const documents = () =>
  parseAllDocuments(readFileSync('deploy/operator/rbac.yaml', 'utf8')).map((document) => document.toJS());

/** What the manifest grants. */
export const RULES: Rule[] = documents().find(({ kind }) => kind === 'Role').rules;

/** @param rules instead of those of the manifest */
export function grant(world: Stage, rules: Rule[] = RULES): void {
  for (const object of documents()) {
    object.metadata.namespace = NAMESPACE;
    if (object.subjects) object.subjects[0].namespace = NAMESPACE;
    if (object.rules) object.rules = rules;
    world.server.cluster.create(RESOURCES[object.kind]!, object);
  }
}

export function runWithRights(world: Stage): Running {
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
