/** The states of a pod on this node and their transitions. Pure; the worker carries out the effects. */
import type { PodAddresses } from '../fields.ts';

export type PodState = Readonly<
  /** Bound to the node. */
  | { type: 'pending' }
  | { type: 'preparing-volumes'; addresses: PodAddresses }
  /** Its containers run, sequentially or together; each has its own state. */
  | { type: 'running'; addresses: PodAddresses; hasVolumes: boolean }
  /** `deadline`: milliseconds since the epoch. `addresses`: undefined if it was deleted while pending. */
  | { type: 'terminating'; addresses: PodAddresses | undefined; graceSeconds: number; deadline: number }
  /** Its status is no longer written: it has terminated, or the daemon shuts down. */
  | { type: 'finished' }
>;

export type PodEvent =
  | { type: 'addressed'; addresses: PodAddresses }
  | { type: 'mounted'; volumes: number }
  /** `now`: milliseconds since the epoch. */
  | { type: 'terminate'; graceSeconds: number; now: number }
  | { type: 'finish' };

/** The state after the event; the same object if the event changes nothing. */
export function nextPod(state: PodState, event: PodEvent): PodState {
  if (state.type === 'finished') return state;
  switch (event.type) {
    case 'addressed':
      if (state.type !== 'pending') return state;
      return { type: 'preparing-volumes', addresses: event.addresses };
    case 'mounted':
      if (state.type !== 'preparing-volumes') return state;
      return { type: 'running', addresses: state.addresses, hasVolumes: event.volumes > 0 };
    case 'terminate':
      return terminate(state, event);
    case 'finish':
      return { type: 'finished' };
  }
}

type Unfinished = Exclude<PodState, { type: 'finished' }>;

function terminate(
  state: Unfinished,
  { graceSeconds, now }: { graceSeconds: number; now: number },
): PodState {
  const deadline = now + graceSeconds * 1000;
  if (state.type !== 'terminating')
    return { type: 'terminating', addresses: addressesOf(state), graceSeconds, deadline };
  // A second deletion can only shorten the grace period.
  if (graceSeconds >= state.graceSeconds) return state;
  return { ...state, graceSeconds, deadline: Math.min(deadline, state.deadline) };
}

export function addressesOf(state: PodState): PodAddresses | undefined {
  return 'addresses' in state ? state.addresses : undefined;
}

/** Seconds left for sidecars, which stop after the other containers: at least one, unless the grace period was 0. */
export function graceLeft(state: PodState, now: number): number {
  if (state.type !== 'terminating') return 0;
  return Math.max((state.deadline - now) / 1000, state.graceSeconds > 0 ? 1 : 0);
}
