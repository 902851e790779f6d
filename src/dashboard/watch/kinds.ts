/** The kinds of objects that are read, and what is kept of them. */
import type { View as Cached } from '../../kubernetes/index.ts';
import { ingressObject, serviceObject } from '../model/entry.ts';
import type { Objects } from '../model/objects.ts';
import { podObject } from '../model/pods.ts';
import { leaseObject, scalerObject } from '../model/scaler.ts';
import { OPERATOR, stepObject } from '../model/steps.ts';
import { deploymentObject, replicaSetObject, statefulSetObject } from '../model/workloads.ts';

export interface Kind<T extends Cached = Cached> {
  /** Plural, as people call it. */
  what: string;
  group: string;
  resource: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  project: (raw: any) => T;
  selectors?: Record<string, string>;
  /** The view goes without it where it may not be read, or does not exist. */
  extra?: boolean;
}

type Kinds = { [name in keyof Objects]: Kind<Objects[name][number]> };

export const KINDS: Kinds = {
  deployments: {
    what: 'Deployments',
    group: 'apis/apps/v1',
    resource: 'deployments',
    project: deploymentObject,
  },
  statefulSets: {
    what: 'StatefulSets',
    group: 'apis/apps/v1',
    resource: 'statefulsets',
    project: statefulSetObject,
  },
  replicaSets: {
    what: 'ReplicaSets',
    group: 'apis/apps/v1',
    resource: 'replicasets',
    project: replicaSetObject,
  },
  pods: { what: 'Pods', group: 'api/v1', resource: 'pods', project: podObject },
  services: { what: 'Services', group: 'api/v1', resource: 'services', project: serviceObject },
  ingresses: {
    what: 'Ingresses',
    group: 'apis/networking.k8s.io/v1',
    resource: 'ingresses',
    project: ingressObject,
    extra: true,
  },
  scalers: {
    what: 'LatencyScalers',
    group: 'apis/pycont.dev/v1alpha1',
    resource: 'latencyscalers',
    project: scalerObject,
    extra: true,
  },
  steps: {
    what: 'Events',
    group: 'api/v1',
    resource: 'events',
    project: stepObject,
    selectors: { fieldSelector: `source=${OPERATOR}` },
    extra: true,
  },
  leases: {
    what: 'Leases',
    group: 'apis/coordination.k8s.io/v1',
    resource: 'leases',
    project: leaseObject,
    selectors: { fieldSelector: `metadata.name=${OPERATOR}` },
    extra: true,
  },
};

export const pathOf = ({ group, resource }: Kind, namespace: string): string =>
  `/${group}/namespaces/${encodeURIComponent(namespace)}/${resource}`;
