import { expect, test } from 'vitest';
import { addressesOf, graceLeft, nextPod } from '../../../src/embedded/kubelet/pods/pod-state.ts';
import type { PodEvent, PodState } from '../../../src/embedded/kubelet/pods/pod-state.ts';

const addresses = { podIP: '127.1.0.2', hostIP: '127.1.0.1' };
const now = 1_000_000;

const states = {
  pending: { type: 'pending' },
  'preparing-volumes': { type: 'preparing-volumes', addresses },
  running: { type: 'running', addresses, hasVolumes: true },
  terminating: { type: 'terminating', addresses, graceSeconds: 30, deadline: now + 30_000 },
  finished: { type: 'finished' },
} satisfies { [type in PodState['type']]: PodState };

const events = {
  addressed: { type: 'addressed', addresses },
  mounted: { type: 'mounted', volumes: 1 },
  terminate: { type: 'terminate', graceSeconds: 30, now },
  finish: { type: 'finish' },
} satisfies { [type in PodEvent['type']]: PodEvent };

type StateType = keyof typeof states;
type EventType = keyof typeof events;

/** The transitions; an event that is not listed changes nothing. */
const table: { [from in StateType]: { [event in EventType]?: PodState } } = {
  pending: {
    addressed: states['preparing-volumes'],
    terminate: { ...states.terminating, addresses: undefined },
    finish: states.finished,
  },
  'preparing-volumes': {
    mounted: states.running,
    terminate: states.terminating,
    finish: states.finished,
  },
  running: { terminate: states.terminating, finish: states.finished },
  terminating: { finish: states.finished },
  finished: {},
};

const pairs = (Object.keys(states) as StateType[]).flatMap((from) =>
  (Object.keys(events) as EventType[]).map((event) => [from, event] as const),
);

test.each(pairs)('%s, on %s', (from, event) => {
  const next = nextPod(states[from], events[event]);
  const expected = table[from][event];
  if (expected === undefined) expect(next).toBe(states[from]);
  else expect(next).toEqual(expected);
});

test('a pod without volumes has none to refresh', () => {
  expect(nextPod(states['preparing-volumes'], { type: 'mounted', volumes: 0 })).toMatchObject({
    hasVolumes: false,
  });
});

test('a second deletion can only shorten the grace period, and never delays the deadline', () => {
  const again = (graceSeconds: number, at: number) =>
    nextPod(states.terminating, { type: 'terminate', graceSeconds, now: at });
  expect(again(60, now)).toBe(states.terminating);
  expect(again(30, now + 5000)).toBe(states.terminating);
  expect(again(10, now + 5000)).toMatchObject({ graceSeconds: 10, deadline: now + 15_000 });
  expect(again(10, now + 25_000)).toMatchObject({ graceSeconds: 10, deadline: now + 30_000 });
  expect(again(0, now + 31_000)).toMatchObject({ graceSeconds: 0, deadline: now + 30_000 });
});

test('sidecars get the rest of the grace period, at least a second unless it was 0', () => {
  expect(graceLeft(states.terminating, now + 10_000)).toBe(20);
  expect(graceLeft(states.terminating, now + 30_000)).toBe(1);
  expect(graceLeft({ ...states.terminating, graceSeconds: 0, deadline: now }, now)).toBe(0);
  expect(graceLeft(states.finished, now)).toBe(0);
});

test('it has its addresses until it has finished', () => {
  expect(Object.values(states).map((state) => addressesOf(state))).toEqual([
    undefined,
    addresses,
    addresses,
    addresses,
    undefined,
  ]);
});
