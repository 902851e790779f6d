import { expect, test } from 'vitest';
import { cluster, row } from './row.ts';

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

test('a pod with -o wide', () => {
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

test('rows contain the requested part of the object', () => {
  const entry = cluster.resources.find('namespaces')!;
  const [object] = cluster.list('namespaces');
  const carried = (include: 'None' | 'Metadata' | 'Object') =>
    cluster.requests.table(entry, [object!], include).rows[0]!.object;
  expect(carried('None')).toBeUndefined();
  expect(carried('Object')).toBe(object);
  expect(carried('Metadata')).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'default' } });
});
