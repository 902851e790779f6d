/** The operator's steps, from the Events that it writes about them. */
import type { Event } from 'kubernetes-types/core/v1.d.ts';
import type { View as Cached } from '../../kubernetes/index.ts';
import { cachedOf, timeOf } from './metadata.ts';
import { sayable } from './sayable.ts';

/** By this component. */
export const OPERATOR = 'pycont-operator';

export interface StepObject extends Cached {
  /** What it is about: a LatencyScaler, or a Deployment that is scaled without one. */
  about: { kind: string; name: string };
  /** The same step again is the same Event with a higher count. */
  count: number;
  at: number;
  /** Undefined: the Event is about something else. */
  step?: { from: number; to: number; why: string } | undefined;
}

const STEP = /^(\d+) → (\d+) replicas: (.*)$/s;

export function stepObject(event: Event): StepObject {
  const { involvedObject, reason = '', message = '', count, lastTimestamp } = event;
  const parts = /^Scaled(?:Up|Down)$/.test(reason) ? STEP.exec(message) : null;
  const [, from, to, why = ''] = parts ?? [];
  return {
    ...cachedOf(event),
    about: { kind: involvedObject.kind ?? '', name: involvedObject.name ?? '' },
    count: count ?? 1,
    at: timeOf(lastTimestamp) ?? 0,
    step: parts === null ? undefined : { from: Number(from), to: Number(to), why: sayable(why) },
  };
}
