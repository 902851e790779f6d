import { describe, expect, test } from 'vitest';
import { nextContainer } from '../../../src/embedded/kubelet/containers/container-state.ts';
import type {
  ContainerEvent,
  ContainerPhase,
  ContainerState,
} from '../../../src/embedded/kubelet/containers/container-state.ts';
import {
  containerStatus,
  loggedInstance,
} from '../../../src/embedded/kubelet/containers/container-status.ts';

const instance = { id: 'b', kill: () => Promise.resolve(), killNow: () => {} };
const creating = { reason: 'ContainerCreating' };
const refused = { reason: 'ErrImagePull', message: 'not found' };
const crashLoop = { reason: 'CrashLoopBackOff', message: 'back-off 10s' };
const end = { exitCode: 1, reason: 'Error', startedAt: 's', finishedAt: 'f' };

const phases = {
  waiting: { type: 'waiting', waiting: creating },
  restarting: { type: 'restarting', last: end },
  starting: { type: 'starting', instance, shown: { waiting: creating } },
  running: { type: 'running', instance, startedAt: 's', health: 'startup' },
  terminated: { type: 'terminated', end, endedAt: 1000 },
  'backing-off': { type: 'backing-off', waiting: crashLoop },
} satisfies { [type in ContainerPhase['type']]: ContainerPhase };

const events = {
  wait: { type: 'wait', waiting: refused },
  started: { type: 'started', instance },
  running: { type: 'running', startedAt: 's' },
  probed: { type: 'probed', health: 'ready' },
  terminated: { type: 'terminated', end, at: 1000 },
  'back-off': { type: 'back-off', message: crashLoop.message },
  restart: { type: 'restart' },
  pulled: { type: 'pulled', imageID: 'sha256:1' },
  created: { type: 'created', id: 'b' },
  stop: { type: 'stop', graceSeconds: 30 },
} satisfies { [type in ContainerEvent['type']]: ContainerEvent };

const stateIn = (phase: ContainerPhase, over: Partial<ContainerState> = {}): ContainerState => ({
  phase,
  restartCount: 3,
  lastState: {},
  imageID: '',
  instances: ['a'],
  ...over,
});

type PhaseType = keyof typeof phases;
type EventType = keyof typeof events;

/** The transitions; an event that is not listed changes nothing. */
const table: { [from in PhaseType]: { [event in EventType]?: ContainerPhase } } = {
  waiting: {
    wait: { type: 'waiting', waiting: refused },
    started: phases.starting,
    terminated: phases.terminated,
  },
  restarting: {
    wait: { type: 'waiting', waiting: refused },
    started: { type: 'starting', instance, shown: { terminated: end } },
    terminated: phases.terminated,
  },
  starting: { running: phases.running, terminated: phases.terminated },
  running: { probed: { ...phases.running, health: 'ready' }, terminated: phases.terminated },
  terminated: { 'back-off': phases['backing-off'], restart: phases.restarting },
  'backing-off': { restart: { type: 'waiting', waiting: crashLoop } },
};

const types = Object.keys(phases) as PhaseType[];
const eventTypes = Object.keys(events) as EventType[];
const pairs = types.flatMap((from) => eventTypes.map((event) => [from, event] as const));

test.each(pairs)('%s, on %s', (from, event) => {
  const { phase } = nextContainer(stateIn(phases[from]), events[event]);
  expect(phase).toEqual(table[from][event] ?? phases[from]);
});

test.each(pairs)('stopping, %s does not start again on %s', (from, event) => {
  const stopped = stateIn(phases[from], { stop: { graceSeconds: 5 } });
  const next = nextContainer(stopped, events[event]);
  const begins = event === 'restart' || event === 'back-off';
  expect(next.phase).toEqual((begins ? undefined : table[from][event]) ?? phases[from]);
  expect(next.stop).toEqual({ graceSeconds: event === 'stop' ? 30 : 5 });
  if (begins) expect(next).toBe(stopped);
});

test('an event that comes too late changes nothing', () => {
  const terminated = stateIn(phases.terminated);
  expect(nextContainer(terminated, events.probed)).toBe(terminated);
  expect(nextContainer(terminated, events.running)).toBe(terminated);
});

test('a restart is counted once, with back-off or without, and keeps the last termination', () => {
  const ended = stateIn(phases.terminated);
  const backingOff = nextContainer(ended, events['back-off']);
  expect(backingOff).toMatchObject({ restartCount: 3, lastState: { terminated: end } });
  for (const before of [ended, backingOff])
    expect(nextContainer(before, events.restart)).toMatchObject({
      restartCount: 4,
      lastState: { terminated: end },
    });
});

test('two instances are kept, newest first', () => {
  const ids = ['b', 'c', 'd'];
  const state = ids.reduce(
    (before, id) => nextContainer(before, { type: 'created', id }),
    stateIn(phases.waiting),
  );
  expect(state.instances).toEqual(['d', 'c']);
});

describe('the status', () => {
  const statusIn = (phase: ContainerPhase) =>
    containerStatus({ name: 'main', image: 'server:1' }, stateIn(phase));

  test.each([
    [phases.waiting, { waiting: creating }],
    [phases.restarting, { terminated: end }],
    [phases.starting, { waiting: creating }],
    [phases.running, { running: { startedAt: 's' } }],
    [phases.terminated, { terminated: end }],
    [phases['backing-off'], { waiting: crashLoop }],
  ])('of $type', (phase, state) => {
    expect(statusIn(phase)).toEqual({
      name: 'main',
      image: 'server:1',
      imageID: '',
      containerID: 'pycont://a',
      restartCount: 3,
      ready: false,
      started: false,
      state,
      lastState: {},
    });
  });

  test.each([
    ['startup', false, false],
    ['unready', true, false],
    ['ready', true, true],
  ] as const)('while its health is %s', (health, started, ready) => {
    expect(statusIn({ ...phases.running, health })).toMatchObject({ started, ready });
  });
});

test('the previous log is that of the previous instance, also while the container waits for its restart', () => {
  const over = { instances: ['new', 'old'], lastState: { terminated: end } };
  expect(loggedInstance(stateIn(phases.running, over), false)).toBe('new');
  expect(loggedInstance(stateIn(phases.running, over), true)).toBe('old');
  expect(loggedInstance(stateIn(phases['backing-off'], over), true)).toBe('new');
  expect(loggedInstance(stateIn(phases.running), true)).toBeUndefined();
  expect(loggedInstance(stateIn(phases.waiting, { instances: [] }), false)).toBeUndefined();
});
