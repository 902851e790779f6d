import { expect, test } from 'vitest';
import { createCluster } from '../../../src/embedded/apiserver/cluster.ts';
import type { NewObject } from '../../../src/embedded/apiserver/types.ts';
import { deployment, pod, service } from './objects.ts';

const create = (resource: string, object: NewObject, cluster = createCluster()) =>
  cluster.create(resource, object);

test("a Deployment gets Kubernetes' defaults", () => {
  const { spec, metadata } = create(
    'deployments',
    deployment('kad', {}, { ports: [{ containerPort: 5000 }], readinessProbe: { httpGet: { port: 5000 } } }),
  );
  expect(metadata.generation).toBe(1);
  expect(spec).toMatchObject({
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  });
  expect(spec.template.spec).toEqual({
    containers: [
      {
        name: 'main',
        image: 'app:1',
        imagePullPolicy: 'IfNotPresent',
        ports: [{ containerPort: 5000, protocol: 'TCP' }],
        readinessProbe: {
          httpGet: { port: 5000, path: '/', scheme: 'HTTP' },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  });
});

test.each([
  ['redis', 'Always'],
  ['redis:latest', 'Always'],
  ['redis:7', 'IfNotPresent'],
  ['localhost:5000/redis', 'Always'],
  ['localhost:5000/redis:7', 'IfNotPresent'],
  ['redis@sha256:0', 'IfNotPresent'],
])('image %s is pulled %s', (image, policy) => {
  expect(
    create('pods', pod('p', { containers: [{ name: 'c', image }] }))['spec'].containers[0].imagePullPolicy,
  ).toBe(policy);
});

test('a pod has a phase, a quality of service, a service account', () => {
  expect(create('pods', pod('p'))).toMatchObject({
    spec: { serviceAccountName: 'default', enableServiceLinks: true },
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  });
  const resources = { limits: { cpu: 1, memory: '64Mi' } };
  const guaranteed = create('pods', pod('p', { containers: [{ name: 'c', image: 'i:1', resources }] }));
  expect(guaranteed).toMatchObject({
    spec: { containers: [{ resources: { limits: { cpu: '1' }, requests: { cpu: '1', memory: '64Mi' } } }] },
    status: { qosClass: 'Guaranteed' },
  });
});

test('requests below the limit are valid, whatever their suffixes', () => {
  const of = (memory: string, limit: string) => {
    const resources = { requests: { memory }, limits: { memory: limit } };
    return () => create('pods', pod('p', { containers: [{ name: 'c', image: 'i:1', resources }] }));
  };
  expect(of('1Gi', '1Ei')()['spec'].containers[0].resources).toEqual({
    requests: { memory: '1Gi' },
    limits: { memory: '1Ei' },
  });
  expect(of('1e3', '1Ki')).not.toThrow();
  expect(of('1Ei', '1Gi')).toThrow('must be less than or equal to memory limit of 1Gi');
  expect(of('1025', '1Ki')).toThrow('must be less than or equal to memory limit of 1Ki');
});

test('a service gets an address and keeps it; a headless one gets none', () => {
  const cluster = createCluster();
  const made = create('services', service('kad'), cluster);
  expect(made['spec']).toMatchObject({
    type: 'ClusterIP',
    sessionAffinity: 'None',
    ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
  });
  expect(made['spec'].clusterIP).toMatch(/^10\.96\./);
  const { clusterIP: _address, clusterIPs: _addresses, ...spec } = made['spec'];
  expect(cluster.update('services', { ...made, spec })['spec'].clusterIP).toBe(made['spec'].clusterIP);
  expect(create('services', service('other'), cluster)['spec'].clusterIP).not.toBe(made['spec'].clusterIP);
  expect(create('services', service('none', { clusterIP: 'None' }), cluster)['spec'].clusterIP).toBe('None');
});

test('addresses come from the allocator and are released to it', () => {
  const released: string[] = [];
  const cluster = createCluster({
    allocateClusterIP: ({ metadata }) => `127.1.200.${metadata.name.length}`,
    releaseClusterIP: (address) => released.push(address),
  });
  expect(cluster.create('services', service('kad'))['spec'].clusterIP).toBe('127.1.200.3');
  cluster.delete('services', 'default', 'kad');
  expect(released).toEqual(['127.1.200.3']);
});

test('a node port is allocated and kept by an update without it', () => {
  const cluster = createCluster();
  const made = create('services', service('kad', { type: 'NodePort' }), cluster);
  expect(made['spec'].ports[0].nodePort).toBeGreaterThanOrEqual(30_000);
  const again = cluster.update('services', { ...made, spec: { ...made['spec'], ports: [{ port: 80 }] } });
  expect(again['spec'].ports[0].nodePort).toBe(made['spec'].ports[0].nodePort);
});

test('stringData of a Secret is stored encoded', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', namespace: 'default' },
    stringData: { user: 'me' },
  };
  const made = create('secrets', secret);
  expect(made).toMatchObject({ type: 'Opaque', data: { user: 'bWU=' } });
  expect(made['stringData']).toBeUndefined();
});

test('a Job selects its pods by its uid', () => {
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j', namespace: 'default' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i:1' }] } } },
  };
  const made = create('jobs', job);
  expect(made['spec']).toMatchObject({ completions: 1, parallelism: 1, backoffLimit: 6 });
  expect(made['spec'].selector.matchLabels).toEqual({
    'batch.kubernetes.io/controller-uid': made.metadata.uid,
  });
  expect(made['spec'].template.metadata.labels['job-name']).toBe('j');
});
