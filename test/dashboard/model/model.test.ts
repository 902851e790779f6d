import { beforeEach, expect, test } from 'vitest';
import { serviceObject, ingressObject } from '../../../src/dashboard/model/entry.ts';
import { Model } from '../../../src/dashboard/model/model.ts';
import type { Objects } from '../../../src/dashboard/model/objects.ts';
import { leaseObject, scalerObject } from '../../../src/dashboard/model/scaler.ts';
import type { Measured } from '../../../src/dashboard/model/traffic.ts';
import { mergePatchOf } from '../../../src/dashboard/view/merge-patch.ts';
import type { View } from '../../../src/dashboard/view/view.ts';
import { NOTHING, deployment, pod, replicaSet, scaler } from './objects.ts';

const OK = { state: 'ok', since: 0 } as const;

let model: Model;
beforeEach(() => {
  model = new Model({ namespace: 'x' }, 600_000);
});

const view = (objects: Partial<Objects>, measured?: Measured, now = 1000): View =>
  model.view({ objects: { ...NOTHING, ...objects }, cluster: OK, metrics: OK, measured }, now);

const measured = (...rates: [pod: string, rate: number][]): Measured => ({
  pods: new Map(rates.map(([name, rate]) => [name, { rate }])),
  figures: {},
});

test('a rollout: the old and the new ReplicaSet, the oldest first', () => {
  const { workloads, pods } = view({
    deployments: [deployment(2, { updated: 1, stuck: 'ProgressDeadlineExceeded' })],
    replicaSets: [replicaSet(3), replicaSet(1, { wanted: 0 }), replicaSet(2, { wanted: 0 })],
    pods: [pod('a', 'kad-2', { state: 'terminating' }), pod('b', 'kad-3')],
  });
  expect(workloads['Deployment/kad']).toMatchObject({
    wanted: 2,
    updated: 1,
    stuck: 'ProgressDeadlineExceeded',
  });
  expect(
    workloads['Deployment/kad']!.sets.map(({ name, version, current }) => [name, version, current]),
  ).toEqual([
    ['kad-2', '0.2', false],
    ['kad-3', '0.3', true],
  ]);
  expect(pods['a']).toMatchObject({ workload: 'Deployment/kad', set: 'kad-2' });
});

test('pods of a StatefulSet, and pods of nobody', () => {
  const { workloads, pods } = view({
    statefulSets: [deployment(1, { kind: 'StatefulSet', uid: 'db', name: 'db', image: 'db:7' })],
    pods: [
      pod('db-0', 'db', { owner: { kind: 'StatefulSet', name: 'db', uid: 'db' } }),
      pod('alone', '', { owner: undefined }),
      pod('job-x', 'job', { owner: { kind: 'Job', name: 'job', uid: 'job' } }),
    ],
  });
  expect(workloads['StatefulSet/db']!.sets).toEqual([
    { name: 'db', version: '7', image: 'db:7', wanted: 1, current: true },
  ]);
  expect(pods['db-0']).toMatchObject({ workload: 'StatefulSet/db', set: 'db' });
  for (const name of ['alone', 'job-x']) {
    expect(pods[name]).not.toHaveProperty('workload');
    expect(pods[name]).not.toHaveProperty('set');
  }
});

test('a pod that was seen ready is unready, even where the kubelet has forgotten', () => {
  view({ pods: [pod('a', '')] });
  const restarted = { state: 'starting', everReady: false } as const;
  const { pods } = view({ pods: [pod('a', '', restarted), pod('b', '', restarted)] });
  expect([pods['a']!.state, pods['b']!.state]).toEqual(['unready', 'starting']);
});

test('Services select pods by labels; without a selector none', () => {
  const metadata = { name: 'kad' };
  const ports = [{ port: 80 }, { port: 443 }];
  const services = [
    serviceObject({ metadata, spec: { ports, selector: { app: 'kad', tier: 'web' }, type: 'NodePort' } }),
    serviceObject({ metadata: { name: 'outside' }, spec: { type: 'ExternalName' } }),
  ];
  const labels = { app: 'kad', tier: 'web', more: 'x' };
  const found = view({ services, pods: [pod('a', '', { labels }), pod('b', '')] }).services;
  expect(found).toEqual({
    kad: { name: 'kad', type: 'NodePort', ports: [80, 443], pods: ['a'] },
    outside: { name: 'outside', type: 'ExternalName', ports: [], pods: [] },
  });
});

test('rules of an Ingress', () => {
  const backend = (name: string) => ({ service: { name, port: { number: 80 } } });
  const ingress = ingressObject({
    metadata: { name: 'kad' },
    spec: {
      defaultBackend: backend('other'),
      rules: [
        { host: 'kad.example', http: { paths: [{ path: '/a', pathType: 'Prefix', backend: backend('a') }] } },
        { http: { paths: [{ pathType: 'Prefix', backend: backend('b') }] } },
        {
          http: {
            paths: [{ path: '/c', pathType: 'Exact', backend: { resource: { kind: 'B', name: 'c' } } }],
          },
        },
      ],
    },
  });
  expect(view({ ingresses: [ingress] }).ingresses['kad']!.rules).toEqual([
    { host: 'kad.example', path: '/a', service: 'a' },
    { host: '', path: '/', service: 'b' },
    { host: '', path: '/', service: 'other' },
  ]);
});

test('traffic of pods that are there, in numbers that chance does not change', () => {
  const found = view({ pods: [pod('a', ''), pod('b', '')] }, measured(['a', 10.4], ['b', 0.04], ['gone', 3]));
  expect(found.traffic).toEqual({ a: { rate: 10 }, b: { rate: 0 } });
});

test('a second in which every one of fifty pods has other traffic is sent in less than 8 kB', () => {
  const pods = Array.from({ length: 50 }, (_, i) =>
    pod(`kad-7d9c5b9f4d-${String(i).padStart(5, '0')}`, 'kad-1'),
  );
  const second = (rate: number): View => {
    const traffic = pods.map(
      ({ name }, i) => [name, { rate: rate + i, errors: rate, waiting: Math.round(rate) }] as const,
    );
    return view({ pods }, { pods: new Map(traffic), figures: {} });
  };
  const patch = mergePatchOf(second(31), second(17));
  expect(Object.keys((patch as View).traffic)).toHaveLength(50);
  expect(JSON.stringify(patch).length).toBeLessThan(7500);
});

test('the Deployment that is measured is the one with the most measured pods, and stays it without measurements', () => {
  const objects = {
    deployments: [deployment(3, { ready: 2 }), deployment(1, { name: 'other', uid: 'other' })],
    replicaSets: [
      replicaSet(1),
      replicaSet(1, {
        name: 'other-1',
        uid: 'other-1',
        owner: { kind: 'Deployment', name: 'other', uid: 'other' },
      }),
    ],
    pods: [pod('a', 'kad-1'), pod('b', 'kad-1'), pod('c', 'other-1')],
  };
  expect(model.replicas(view(objects))).toEqual({});
  expect(model.replicas(view(objects, measured(['a', 1], ['b', 1], ['c', 9])))).toEqual({
    replicas: 3,
    ready: 2,
  });
  expect(model.replicas(view(objects))).toEqual({ replicas: 3, ready: 2 });
  expect(model.replicas(view({}))).toEqual({});
});

test('the service level is that of the scaler, otherwise that of the graph of the talk', () => {
  expect(view({}).serviceLevel).toEqual({ thresholdMs: 500, objective: 0.8, from: 'default' });
  expect(view({ scalers: [scaler()] }).serviceLevel).toEqual({
    thresholdMs: 250,
    objective: 0.95,
    from: 'scaler',
  });
});

test('what a LatencyScaler has decided, until when it rests, and what nobody says is not there', () => {
  const raw = {
    metadata: { name: 'kad', uid: 'scaler' },
    spec: { scaleTargetRef: { name: 'kad' }, cooldownSeconds: 8, prometheus: { url: 'http://u:p@x' } },
    status: {
      replicas: 2,
      desiredReplicas: 3,
      reason: 'ObjectiveMissed',
      message: 'slow,\nsays http://me:secret@prometheus:9090/',
      share: 0.4,
      lastScaleTime: '2026-01-01T10:00:00Z',
      learned: { requestsPerSecondPerReplica: 16 },
    },
  };
  const lastStepAt = Date.parse('2026-01-01T10:00:00Z');
  const { scalers } = view({
    scalers: [scalerObject(raw), scalerObject({ metadata: { name: 'new', uid: 'new' } })],
  });
  expect(scalers['kad']).toEqual({
    name: 'kad',
    workload: 'Deployment/kad',
    minReplicas: 1,
    maxReplicas: 5,
    thresholdMs: 100,
    objective: 0.8,
    paused: false,
    watched: false,
    decided: {
      replicas: 2,
      desired: 3,
      reason: 'ObjectiveMissed',
      message: 'slow, says http://prometheus:9090/',
      share: 0.4,
      capacity: 16,
    },
    lastStepAt,
    restsUntil: lastStepAt + 8000,
  });
  expect(scalers['new']).not.toHaveProperty('decided');
});

const SECOND = 1000;
const lease = (version: string, renewed: number, holderIdentity = 'me') =>
  leaseObject({
    metadata: { name: 'pycont-operator', uid: 'lease', resourceVersion: version },
    spec: { holderIdentity, leaseDurationSeconds: 15, renewTime: new Date(renewed).toISOString() },
  });
const watched = (objects: Partial<Objects>, now: number) =>
  view({ scalers: [scaler()], ...objects }, undefined, now).scalers['kad']!.watched;

test('an operator is at work while its lease is renewed', () => {
  expect(watched({ leases: [lease('1', 95 * SECOND)] }, 100 * SECOND)).toBe(true);
  expect(watched({ leases: [lease('1', 95 * SECOND)] }, 111 * SECOND)).toBe(false);
  // Whatever its clock says.
  expect(watched({ leases: [lease('2', 0)] }, 120 * SECOND)).toBe(true);
  expect(watched({ leases: [lease('3', 0, '')] }, 121 * SECOND)).toBe(false);
  expect(watched({}, 122 * SECOND)).toBe(false);
});

test('without a lease, while its status changes', () => {
  const decided = { replicas: 1, desired: 1, reason: 'Calm', message: '' };
  expect(watched({ scalers: [scaler({ decided })] }, 100 * SECOND)).toBe(false);
  expect(watched({ scalers: [scaler({ decided: { ...decided, share: 0.9 } })] }, 110 * SECOND)).toBe(true);
  expect(watched({ scalers: [scaler({ decided: { ...decided, share: 0.9 } })] }, 131 * SECOND)).toBe(false);
});
