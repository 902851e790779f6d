import { expect, test } from 'vitest';
import type { KubeObject } from '../../../src/embedded/apiserver/types.ts';
import { BackoffTimer } from '../../../src/embedded/kubelet/containers/backoff.ts';
import { expand } from '../../../src/embedded/kubelet/expand.ts';
import { resourceValue } from '../../../src/embedded/kubelet/fields.ts';
import { phaseOf, podStatus, qosClass } from '../../../src/embedded/kubelet/pods/pod-status.ts';
import type { ContainerStateStatus, ContainerStatus } from '../../../src/embedded/kubelet/pod-types.ts';
import { ThresholdCounter } from '../../../src/embedded/kubelet/probes/probe-loop.ts';

test('references are expanded, escapes and unknown names are kept', () => {
  const env = { A: '1', B: '$(A)' };
  expect(expand('$(A) $(B) $(C) $$(A) $A $', env)).toBe('1 $(A) $(C) $(A) $A $');
});

test('back-off: first immediately, then doubling to the maximum, reset after a long time without failure', () => {
  const timer = new BackoffTimer({ initialMs: 10_000, maxMs: 300_000 });
  const delays = [];
  let now = 1_000_000;
  for (let crash = 0; crash < 8; crash += 1) {
    const { waitMs, delayMs } = timer.remaining(now, now);
    expect(waitMs).toBe(delayMs);
    delays.push(delayMs / 1000);
    now += waitMs;
    timer.next(now, now);
  }
  expect(delays).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  const muchLater = now + 601_000;
  expect(timer.remaining(muchLater, muchLater)).toEqual({ waitMs: 0, delayMs: 0 });
  timer.next(muchLater, muchLater);
  expect(timer.remaining(muchLater, muchLater + 4000)).toEqual({ waitMs: 6000, delayMs: 10_000 });
});

test('thresholds count consecutive results only', () => {
  const counter = new ThresholdCounter(2, 3);
  const results = [true, true, false, false, true, false, false, false, false, true, true];
  expect(results.map((ok) => counter.count(ok))).toEqual([
    undefined,
    true,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    false,
    undefined,
    undefined,
    true,
  ]);
});

const pod = (spec: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'n', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
  spec: { containers: [{ name: 'a' }], ...spec },
});

const status = (state: ContainerStateStatus, over: Partial<ContainerStatus> = {}): ContainerStatus => ({
  name: 'a',
  image: '',
  imageID: '',
  restartCount: 0,
  ready: false,
  started: false,
  state,
  lastState: {},
  ...over,
});

const ended = (exitCode: number): ContainerStateStatus => ({
  terminated: { exitCode, reason: '', startedAt: '', finishedAt: '' },
});
const waiting: ContainerStateStatus = { waiting: { reason: 'ContainerCreating' } };
const running: ContainerStateStatus = { running: { startedAt: '' } };

test.each([
  ['Always', [waiting], 'Pending'],
  ['Always', [running], 'Running'],
  ['Always', [running, waiting], 'Running'],
  ['Always', [ended(1)], 'Running'],
  ['OnFailure', [ended(1)], 'Running'],
  ['OnFailure', [ended(0)], 'Succeeded'],
  ['Never', [ended(0), ended(1)], 'Failed'],
  ['Never', [ended(0), running], 'Running'],
])('restartPolicy %s with %o is %s', (restartPolicy, states, phase) => {
  expect(
    phaseOf(
      pod({ restartPolicy }),
      [],
      states.map((state) => status(state)),
    ),
  ).toBe(phase);
});

test('a failed init container fails a pod that is never restarted', () => {
  const init = [status(ended(1), { name: 'i' })];
  const initContainers = [{ name: 'i' }];
  expect(phaseOf(pod({ restartPolicy: 'Never', initContainers }), init, [status(waiting)])).toBe('Failed');
  expect(phaseOf(pod({ initContainers }), init, [status(waiting)])).toBe('Pending');
});

test('a condition keeps its transition time while its status stays', () => {
  const facts = { addresses: { podIP: '1', hostIP: '2' }, startTime: 's', init: [], now: 'later' };
  const before = { type: 'Ready', status: 'False', lastTransitionTime: 'earlier' };
  const present = { ...pod({}), status: { conditions: [before] } };
  const ready = (main: ContainerStatus[]) =>
    (podStatus({ ...facts, pod: present, main })['conditions'] as (typeof before)[]).find(
      ({ type }) => type === 'Ready',
    );
  expect(ready([status(running)])).toMatchObject({ status: 'False', lastTransitionTime: 'earlier' });
  expect(ready([status(running, { ready: true })])).toMatchObject({
    status: 'True',
    lastTransitionTime: 'later',
  });
});

test('quality of service', () => {
  const of = (resources: object) => qosClass(pod({ containers: [{ name: 'a', resources }] }));
  expect(of({})).toBe('BestEffort');
  expect(of({ requests: { cpu: '1' } })).toBe('Burstable');
  expect(of({ limits: { cpu: '1', memory: '1Gi' } })).toBe('Guaranteed');
  expect(of({ limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } })).toBe('Burstable');
});

test.each([
  ['1Ei', '0', '1152921504606846976'],
  ['1Ei', '1Gi', '1073741824'],
  ['1025', '1Ki', '2'],
  ['1e3', undefined, '1000'],
  ['100m', '1m', '100'],
  ['100m', '1', '1'],
])('a container learns of its limit %s, divided by %s', (memory, divisor, value) => {
  const container = { name: 'a', image: 'i', resources: { limits: { memory } } };
  const field = { resource: 'limits.memory', ...(divisor === undefined ? {} : { divisor }) };
  expect(resourceValue(pod({ containers: [container] }), container, field)).toBe(value);
});
