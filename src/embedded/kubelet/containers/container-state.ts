/** The phases of a container and its transitions. Pure; the worker carries out the effects. */
import type { ContainerStateStatus, ContainerStatus, Terminated, Waiting } from '../pod-types.ts';

/** An instance whose process was started in the runtime. */
export interface Instance {
  readonly id: string;
  kill(graceSeconds: number, message: string): Promise<void>;
  killNow(): void;
}

export type ContainerPhase = Readonly<
  /** Waits for init containers, its image or its configuration. */
  | { type: 'waiting'; waiting: Waiting }
  /** As waiting, without back-off: the status shows the last termination until the next start. */
  | { type: 'restarting'; last: Terminated }
  /** A container is running only after its postStart hook. */
  | { type: 'starting'; instance: Instance; shown: ContainerStateStatus }
  /** `health`: the startup probe has not passed; or only the readiness probe has not; or both have. */
  | { type: 'running'; instance: Instance; startedAt: string; health: 'startup' | 'unready' | 'ready' }
  /** `endedAt`: milliseconds since the epoch, as the status has only seconds. */
  | { type: 'terminated'; end: Terminated; endedAt: number }
  /** CrashLoopBackOff. */
  | { type: 'backing-off'; waiting: Waiting }
>;

export interface ContainerState {
  readonly phase: ContainerPhase;
  readonly restartCount: number;
  readonly lastState: ContainerStatus['lastState'];
  /** Empty until an image was found. */
  readonly imageID: string;
  /** Ids in the runtime, newest first: the current instance and the previous one. */
  readonly instances: readonly string[];
  /** Set once the container is to stop for good, with this grace period. */
  readonly stop?: { readonly graceSeconds: number };
}

export type ContainerEvent =
  | { type: 'wait'; waiting: Waiting }
  | { type: 'pulled'; imageID: string }
  | { type: 'created'; id: string }
  | { type: 'started'; instance: Instance }
  | { type: 'running'; startedAt: string }
  | { type: 'probed'; health: 'unready' | 'ready' }
  | { type: 'terminated'; end: Terminated; at: number }
  | { type: 'back-off'; message: string }
  | { type: 'restart' }
  | { type: 'stop'; graceSeconds: number };

/** The state after the event; the same object if the event comes too late to change anything. */
export function nextContainer(state: ContainerState, event: ContainerEvent): ContainerState {
  switch (event.type) {
    case 'pulled':
      return { ...state, imageID: event.imageID };
    case 'created':
      return { ...state, instances: [event.id, ...state.instances].slice(0, 2) };
    case 'stop':
      return { ...state, stop: { graceSeconds: event.graceSeconds } };
    case 'back-off':
    case 'restart':
      return state.stop ? state : afterEnd(state, event);
    default: {
      const phase = nextPhase(state.phase, event);
      return phase === state.phase ? state : { ...state, phase };
    }
  }
}

type PhaseEvent = Extract<ContainerEvent, { type: 'wait' | 'started' | 'running' | 'probed' | 'terminated' }>;

function nextPhase(phase: ContainerPhase, event: PhaseEvent): ContainerPhase {
  switch (phase.type) {
    case 'waiting':
    case 'restarting':
      if (event.type === 'wait') return { type: 'waiting', waiting: event.waiting };
      if (event.type === 'started')
        return { type: 'starting', instance: event.instance, shown: shownState(phase) };
      // It could not be started: a termination without a process.
      return event.type === 'terminated' ? ended(event) : phase;
    case 'starting':
      if (event.type === 'running')
        return {
          type: 'running',
          instance: phase.instance,
          startedAt: event.startedAt,
          health: 'startup',
        };
      return event.type === 'terminated' ? ended(event) : phase;
    case 'running':
      if (event.type === 'probed') return { ...phase, health: event.health };
      return event.type === 'terminated' ? ended(event) : phase;
    case 'terminated':
    case 'backing-off':
      return phase;
  }
}

const ended = ({ end, at }: { end: Terminated; at: number }): ContainerPhase => ({
  type: 'terminated',
  end,
  endedAt: at,
});

type RestartEvent = Extract<ContainerEvent, { type: 'back-off' | 'restart' }>;

function afterEnd(state: ContainerState, event: RestartEvent): ContainerState {
  const { phase, restartCount } = state;
  if (phase.type === 'terminated') {
    const lastState = { terminated: phase.end };
    if (event.type === 'restart') {
      const next: ContainerPhase = { type: 'restarting', last: phase.end };
      return { ...state, phase: next, lastState, restartCount: restartCount + 1 };
    }
    const waiting = { reason: 'CrashLoopBackOff', message: event.message };
    return { ...state, phase: { type: 'backing-off', waiting }, lastState };
  }
  if (phase.type !== 'backing-off' || event.type !== 'restart') return state;
  return {
    ...state,
    phase: { type: 'waiting', waiting: phase.waiting },
    restartCount: restartCount + 1,
  };
}

/** The phase as the container's status shows it. */
export function shownState(phase: ContainerPhase): ContainerStateStatus {
  switch (phase.type) {
    case 'waiting':
    case 'backing-off':
      return { waiting: phase.waiting };
    case 'restarting':
      return { terminated: phase.last };
    case 'starting':
      return phase.shown;
    case 'running':
      return { running: { startedAt: phase.startedAt } };
    case 'terminated':
      return { terminated: phase.end };
  }
}

/** The instance with a process, if there is one. */
export function instanceOf({ phase }: ContainerState): Instance | undefined {
  return phase.type === 'starting' || phase.type === 'running' ? phase.instance : undefined;
}
