import { expect, test } from 'vitest';
import { createCluster } from '../../../../src/embedded/apiserver/cluster.ts';
import { humanDuration } from '../../../../src/embedded/apiserver/printers/age.ts';
import type { KubeObject } from '../../../../src/embedded/apiserver/types.ts';

const NOW = Date.parse('2030-01-01T00:10:00Z');
const cluster = createCluster({ now: () => NOW });

function row(resource: string, object: object): Record<string, unknown> {
  const entry = cluster.resources.find(resource)!;
  const metadata = {
    name: 'kad',
    namespace: 'default',
    creationTimestamp: '2030-01-01T00:00:00Z',
    uid: 'u',
    resourceVersion: '1',
  };
  const full = {
    apiVersion: 'v1',
    kind: entry.kind,
    ...object,
    metadata: { ...metadata, ...(object as { metadata?: object }).metadata },
  };
  const table = cluster.requests.table(entry, [full as KubeObject]);
  return Object.fromEntries(table.columnDefinitions.map(({ name }, i) => [name, table.rows[0]!.cells[i]]));
}

test.each([
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [192, '3m12s'],
  [600, '10m'],
  [179 * 60, '179m'],
  [3 * 3600, '3h'],
  [3 * 3600 + 240, '3h4m'],
  [8 * 3600 + 60, '8h'],
  [47 * 3600, '47h'],
  [76 * 3600, '3d4h'],
  [200 * 3600, '8d'],
  [3 * 365 * 86_400 + 30 * 86_400, '3y30d'],
  [9 * 365 * 86_400, '9y'],
  [-5, '<invalid>'],
])('%d seconds are %s', (seconds, text) => {
  expect(humanDuration(seconds * 1000)).toBe(text);
});

const running = { running: { startedAt: '2030-01-01T00:00:01Z' } };
const ended = (reason: string, exitCode = 1) => ({
  terminated: { reason, exitCode, finishedAt: '2030-01-01T00:09:48Z' },
});
const waiting = (reason: string) => ({ waiting: { reason } });
const container = (state: object, extra: object = {}) => ({
  name: 'c',
  state,
  ready: false,
  restartCount: 0,
  ...extra,
});
const ready = [{ type: 'Ready', status: 'True' }];

test.each<[string, object, Partial<Record<string, unknown>>]>([
  ['unscheduled', { status: { phase: 'Pending' } }, { Status: 'Pending', Ready: '0/1' }],
  [
    'creating',
    { status: { phase: 'Pending', containerStatuses: [container(waiting('ContainerCreating'))] } },
    { Status: 'ContainerCreating' },
  ],
  [
    'no image',
    { status: { phase: 'Pending', containerStatuses: [container(waiting('ImagePullBackOff'))] } },
    { Status: 'ImagePullBackOff' },
  ],
  [
    'running',
    {
      status: {
        phase: 'Running',
        conditions: ready,
        containerStatuses: [container(running, { ready: true })],
      },
    },
    { Status: 'Running', Ready: '1/1', Restarts: '0', Age: '10m' },
  ],
  [
    'crashing',
    {
      status: {
        phase: 'Running',
        containerStatuses: [
          container(waiting('CrashLoopBackOff'), { restartCount: 3, lastState: ended('Error') }),
        ],
      },
    },
    { Status: 'CrashLoopBackOff', Restarts: '3 (12s ago)' },
  ],
  [
    'failed',
    { status: { phase: 'Failed', containerStatuses: [container(ended('Error'))] } },
    { Status: 'Error' },
  ],
  ['evicted', { status: { phase: 'Failed', reason: 'Evicted' } }, { Status: 'Evicted' }],
  [
    'done',
    { status: { phase: 'Succeeded', containerStatuses: [container(ended('Completed', 0))] } },
    { Status: 'Completed' },
  ],
  [
    'killed',
    {
      status: {
        phase: 'Failed',
        containerStatuses: [container({ terminated: { signal: 9, exitCode: 137 } })],
      },
    },
    { Status: 'Signal:9' },
  ],
  [
    'exited without a word',
    { status: { phase: 'Failed', containerStatuses: [container({ terminated: { exitCode: 3 } })] } },
    { Status: 'ExitCode:3' },
  ],
  [
    'going',
    {
      metadata: { deletionTimestamp: '2030-01-01T00:10:30Z' },
      status: { phase: 'Running', containerStatuses: [container(running, { ready: true })] },
    },
    { Status: 'Terminating', Ready: '1/1' },
  ],
  [
    'initializing',
    {
      spec: { initContainers: [{ name: 'i' }, { name: 'j' }], containers: [{ name: 'c' }] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [container(ended('Completed', 0)), container(running)],
      },
    },
    { Status: 'Init:1/2', Ready: '0/1' },
  ],
  [
    'init failed',
    {
      spec: { initContainers: [{ name: 'i' }], containers: [{ name: 'c' }] },
      status: { phase: 'Pending', initContainerStatuses: [container(ended('Error'))] },
    },
    { Status: 'Init:Error' },
  ],
  [
    'one of two done',
    {
      spec: { containers: [{ name: 'c' }, { name: 'd' }] },
      status: {
        phase: 'Running',
        conditions: ready,
        containerStatuses: [container(ended('Completed', 0)), container(running, { ready: true })],
      },
    },
    { Status: 'Running', Ready: '1/2' },
  ],
])('a pod: %s', (_what, object, cells) => {
  expect(row('pods', { spec: { containers: [{ name: 'c' }] }, ...object })).toMatchObject(cells);
});

test('a pod in wide', () => {
  expect(
    row('pods', {
      spec: { containers: [{ name: 'c' }], nodeName: 'n' },
      status: { podIPs: [{ ip: '127.1.2.3' }] },
    }),
  ).toMatchObject({
    IP: '127.1.2.3',
    Node: 'n',
    'Nominated Node': '<none>',
    'Readiness Gates': '<none>',
  });
});

test('deployments, services, endpoints, ingresses, nodes, jobs, events', () => {
  const template = {
    spec: {
      containers: [
        { name: 'a', image: 'x:1' },
        { name: 'b', image: 'y:1' },
      ],
    },
  };
  expect(
    row('deployments', {
      spec: { replicas: 3, selector: { matchLabels: { app: 'kad' } }, template },
      status: { readyReplicas: 1, updatedReplicas: 2, availableReplicas: 1 },
    }),
  ).toEqual({
    Name: 'kad',
    Ready: '1/3',
    'Up-to-date': 2,
    Available: 1,
    Age: '10m',
    Containers: 'a,b',
    Images: 'x:1,y:1',
    Selector: 'app=kad',
  });
  expect(
    row('services', {
      spec: {
        type: 'NodePort',
        clusterIP: '10.96.0.1',
        ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }],
        selector: { app: 'kad' },
      },
    }),
  ).toEqual({
    Name: 'kad',
    Type: 'NodePort',
    'Cluster-IP': '10.96.0.1',
    'External-IP': '<none>',
    'Port(s)': '80:30080/TCP',
    Age: '10m',
    Selector: 'app=kad',
  });
  expect(
    row('services', { spec: { type: 'LoadBalancer', clusterIP: '10.96.0.1', ports: [] } }),
  ).toMatchObject({ 'External-IP': '<pending>', 'Port(s)': '<none>' });
  const addresses = ['1', '2', '3', '4'].map((n) => ({ ip: `127.0.0.${n}` }));
  expect(row('endpoints', { subsets: [{ addresses, ports: [{ port: 80 }] }] })['Endpoints']).toBe(
    '127.0.0.1:80,127.0.0.2:80,127.0.0.3:80 + 1 more...',
  );
  expect(row('endpoints', {})['Endpoints']).toBe('<none>');
  expect(row('ingresses', { spec: { rules: [{ host: 'kad.test' }, {}] } })).toMatchObject({
    Class: '<none>',
    Hosts: 'kad.test,*',
    Ports: '80',
  });
  expect(
    row('nodes', {
      metadata: { labels: { 'node-role.kubernetes.io/control-plane': '' } },
      spec: { unschedulable: true },
      status: { conditions: ready, nodeInfo: { kubeletVersion: 'v1' } },
    }),
  ).toMatchObject({
    Status: 'Ready,SchedulingDisabled',
    Roles: 'control-plane',
    Version: 'v1',
    'Internal-IP': '<none>',
  });
  expect(
    row('jobs', {
      spec: { completions: 2, template },
      status: { succeeded: 1, startTime: '2030-01-01T00:09:00Z' },
    }),
  ).toMatchObject({ Status: 'Running', Completions: '1/2', Duration: '60s' });
  expect(
    row('events', {
      involvedObject: { kind: 'Pod', name: 'p' },
      reason: 'Killing',
      message: 'gone\n',
      type: 'Normal',
      source: { component: 'kubelet' },
      lastTimestamp: '2030-01-01T00:09:00Z',
      count: 4,
    }),
  ).toMatchObject({
    'Last Seen': '60s',
    Object: 'pod/p',
    Reason: 'Killing',
    Message: 'gone',
    Source: 'kubelet',
    Count: 4,
  });
  expect(row('secrets', { type: 'Opaque', data: { a: '', b: '' } })).toMatchObject({
    Type: 'Opaque',
    Data: 2,
  });
  expect(row('leases', { spec: { holderIdentity: 'me' } })).toMatchObject({ Holder: 'me' });
});

test('rows carry as much of the object as was asked for', () => {
  const entry = cluster.resources.find('namespaces')!;
  const [object] = cluster.list('namespaces');
  const carried = (include: 'None' | 'Metadata' | 'Object') =>
    cluster.requests.table(entry, [object!], include).rows[0]!.object;
  expect(carried('None')).toBeUndefined();
  expect(carried('Object')).toBe(object);
  expect(carried('Metadata')).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'default' } });
});
