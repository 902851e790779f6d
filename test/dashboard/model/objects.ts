/** What the model is given, as short as possible. */
import type { Objects } from '../../../src/dashboard/model/objects.ts';
import type { PodObject } from '../../../src/dashboard/model/pods.ts';
import type { ScalerObject } from '../../../src/dashboard/model/scaler.ts';
import type { StepObject } from '../../../src/dashboard/model/steps.ts';
import type { ReplicaSetObject, WorkloadObject } from '../../../src/dashboard/model/workloads.ts';

const cached = (name: string, uid = name) => ({ key: `x/${name}`, namespace: 'x', name, uid, version: '1' });

export const NOTHING: Objects = {
  deployments: [],
  statefulSets: [],
  replicaSets: [],
  pods: [],
  services: [],
  ingresses: [],
  scalers: [],
  steps: [],
  leases: [],
};

export const deployment = (wanted: number, more: Partial<WorkloadObject> = {}): WorkloadObject => ({
  ...cached('kad'),
  kind: 'Deployment',
  wanted,
  ready: wanted,
  updated: wanted,
  createdAt: 0,
  image: 'app:0.1',
  ...more,
});

export const replicaSet = (revision: number, more: Partial<ReplicaSetObject> = {}): ReplicaSetObject => ({
  ...cached(`kad-${revision}`),
  owner: { kind: 'Deployment', name: 'kad', uid: 'kad' },
  createdAt: 0,
  image: `app:0.${revision}`,
  wanted: 1,
  revision,
  ...more,
});

export const pod = (name: string, set: string, more: Partial<PodObject> = {}): PodObject => ({
  ...cached(name),
  owner: { kind: 'ReplicaSet', name: set, uid: set },
  state: 'ready',
  since: 0,
  everReady: true,
  labels: { app: 'kad' },
  tag: '0.1',
  restarts: 0,
  createdAt: 0,
  ...more,
});

export const scaler = (more: Partial<ScalerObject> = {}): ScalerObject => ({
  ...cached('kad', 'scaler'),
  workload: 'Deployment/kad',
  minReplicas: 1,
  maxReplicas: 5,
  thresholdMs: 250,
  objective: 0.95,
  paused: false,
  ...more,
});

export const step = (from: number, to: number, more: Partial<StepObject> = {}): StepObject => ({
  ...cached(`step-${from}-${to}`),
  about: { kind: 'LatencyScaler', name: 'kad' },
  count: 1,
  at: 0,
  step: { from, to, why: 'the objective is missed' },
  ...more,
});
