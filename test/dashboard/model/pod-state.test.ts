/** The state of a pod, and Kubernetes' word for it, from statuses as kubelets write them. */
import { expect, test } from 'vitest';
import { podObject } from '../../../src/dashboard/model/pods.ts';
import { at, condition, container, ended, ms, podOf, running, runs, unready, waiting } from './statuses.ts';
import type { Given } from './statuses.ts';

const SITUATIONS: [what: string, pod: Given, state: string, reason: string | undefined, since: number][] = [
  ['just created', { status: {} }, 'pending', undefined, 1],
  [
    'not scheduled',
    { status: { phase: 'Pending', conditions: [condition('PodScheduled', 'False', 1, 'Unschedulable')] } },
    'pending',
    'Unschedulable',
    1,
  ],
  [
    'its image is being pulled',
    {
      status: {
        phase: 'Pending',
        conditions: [unready(2)],
        containerStatuses: [container(waiting('ContainerCreating'))],
      },
    },
    'pending',
    'ContainerCreating',
    1,
  ],
  [
    'the second init container runs',
    {
      spec: { initContainers: [{ name: 'a' }, { name: 'b' }] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          container(ended(0, 3), { name: 'a', ready: true }),
          container(running(3), { name: 'b', started: true }),
        ],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    },
    'pending',
    'Init:1/2',
    1,
  ],
  [
    'an init container has failed',
    {
      spec: { initContainers: [{ name: 'a' }] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [container(ended(2, 4), { name: 'a' })],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    },
    'crashed',
    'Init:exit code 2',
    4,
  ],
  [
    'an init container fails again and again',
    {
      spec: { initContainers: [{ name: 'a' }] },
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          container(waiting('CrashLoopBackOff'), { name: 'a', lastState: ended(2, 6) }),
        ],
        containerStatuses: [container(waiting('PodInitializing'))],
      },
    },
    'backoff',
    'Init:CrashLoopBackOff',
    6,
  ],
  [
    'a sidecar runs, and the app with it',
    {
      spec: { initContainers: [{ name: 'a', restartPolicy: 'Always' }] },
      status: {
        phase: 'Running',
        conditions: [condition('Ready', 'True', 5)],
        initContainerStatuses: [container(running(3), { name: 'a', started: true, ready: true })],
        containerStatuses: [container(running(4), { ready: true })],
      },
    },
    'ready',
    undefined,
    5,
  ],
  ['it runs, and was never ready', runs([container(running(3))]), 'starting', undefined, 3],
  [
    'ready',
    runs([container(running(3), { ready: true })], condition('Ready', 'True', 5)),
    'ready',
    undefined,
    5,
  ],
  ['no longer ready', runs([container(running(3))], unready(9)), 'unready', undefined, 9],
  [
    'its node is lost',
    runs([container(running(3))], condition('Ready', 'Unknown', 30, 'NodeStatusUnknown')),
    'unready',
    'NodeStatusUnknown',
    30,
  ],
  [
    'its container has just ended',
    runs([container(ended(1, 9), { restartCount: 0 })], unready(9)),
    'crashed',
    'exit code 1',
    9,
  ],
  [
    'it runs again, and is not ready since',
    runs([container(running(10), { restartCount: 1, lastState: ended(137, 9, 'OOMKilled') })], unready(9)),
    'crashed',
    'OOMKilled',
    9,
  ],
  [
    'it has ended well, though it should not end',
    runs([container(running(10), { restartCount: 1, lastState: ended(0, 9) })], unready(9)),
    'crashed',
    'Completed',
    9,
  ],
  [
    'it was ready after its restart, and is not any more',
    runs([container(running(10), { restartCount: 1, lastState: ended(1, 9) })], unready(20)),
    'unready',
    undefined,
    20,
  ],
  [
    'it crashes again and again',
    runs([container(waiting('CrashLoopBackOff'), { restartCount: 3, lastState: ended(1, 20) })], unready(20)),
    'backoff',
    'CrashLoopBackOff',
    20,
  ],
  [
    'its image cannot be pulled',
    {
      status: {
        phase: 'Pending',
        conditions: [unready(2)],
        containerStatuses: [container(waiting('ErrImagePull'))],
      },
    },
    'backoff',
    'ErrImagePull',
    2,
  ],
  [
    'one of two containers has no image yet',
    runs([container(running(3)), container(waiting('ContainerCreating'), { name: 'second' })]),
    'pending',
    'ContainerCreating',
    1,
  ],
  [
    'one of two containers crashes again and again',
    runs([
      container(running(3), { ready: true }),
      container(waiting('CrashLoopBackOff'), { lastState: ended(1, 8) }),
    ]),
    'backoff',
    'CrashLoopBackOff',
    8,
  ],
  [
    'a job is done',
    { status: { phase: 'Succeeded', containerStatuses: [container(ended(0, 12))] } },
    'succeeded',
    'Completed',
    12,
  ],
  [
    'a job has failed',
    { status: { phase: 'Failed', containerStatuses: [container(ended(3, 12))] } },
    'failed',
    'exit code 3',
    12,
  ],
  ['evicted', { status: { phase: 'Failed', reason: 'Evicted' } }, 'failed', 'Evicted', 1],
  [
    'one of two containers of a job is done',
    {
      ...runs([container(ended(0, 12)), container(running(3), { ready: true })], unready(12)),
      spec: { restartPolicy: 'OnFailure' },
    },
    'unready',
    undefined,
    12,
  ],
  [
    'being deleted, while it serves',
    {
      ...runs([container(running(3), { ready: true })], condition('Ready', 'True', 5)),
      metadata: { deletionTimestamp: at(40), deletionGracePeriodSeconds: 10 },
    },
    'terminating',
    undefined,
    30,
  ],
  [
    'being deleted, while it crashes',
    {
      ...runs([container(waiting('CrashLoopBackOff'), { lastState: ended(1, 20) })]),
      metadata: { deletionTimestamp: at(40), deletionGracePeriodSeconds: 10 },
    },
    'terminating',
    undefined,
    30,
  ],
];

test.each(SITUATIONS)('%s', (_what, given, state, reason, since) => {
  expect(podObject(podOf(given))).toMatchObject({ state, reason, since: ms(since) });
});

test('when a pod is killed, and how long it has until then', () => {
  const metadata = { deletionTimestamp: at(40), deletionGracePeriodSeconds: 10 };
  const killed = podObject(podOf({ ...runs([container(running(3))]), metadata }));
  expect(killed).toMatchObject({ killedAt: ms(40), graceSeconds: 10 });
  expect(podObject(podOf(runs([container(running(3))])))).toMatchObject({ graceSeconds: undefined });
});

test('restarts, version and node', () => {
  const given = runs([
    container(running(3), { restartCount: 2 }),
    container(running(3), { restartCount: 1 }),
  ]);
  const found = podObject(podOf({ ...given, spec: { nodeName: 'node-1' } }));
  expect(found).toMatchObject({ restarts: 3, tag: '0.4', node: 'node-1', createdAt: ms(1) });
});
