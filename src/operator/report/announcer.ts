import type { Decision } from '../decision/reason.ts';
import { textOf } from '../../kubernetes/index.ts';
import type { About, EventReason, EventRecorder } from '../kubernetes/events.ts';
import { TARGET } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Observation } from '../decision/observation.ts';
import { detailOf, readingOf, signalLost } from './reading.ts';
import { briefly, percent } from './report.ts';

/** The lasting state of a target that was last reported as an Event. */
export interface LastReported {
  lastReported?: EventReason | undefined;
}

/** Records Events: at most one for each evaluation, and one for a state that lasts. */
export class Announcer {
  readonly #events: EventRecorder;
  readonly #metrics: Metrics;
  readonly #log: Log;

  constructor(events: EventRecorder, metrics: Metrics, log: Log) {
    this.#events = events;
    this.#metrics = metrics;
    this.#log = log;
  }

  /** @param byHand the number of replicas was changed by another client since the last evaluation */
  async announce(
    about: About,
    state: LastReported,
    seen: Observation,
    decision: Decision,
    { byHand, now }: { byHand: boolean; now: number },
  ): Promise<void> {
    const { reason, replicas } = decision;
    const why = `${String(briefly(decision, seen))}${shareOf(seen)}`;
    if (replicas !== seen.replicas) {
      state.lastReported = undefined;
      const step = replicas > seen.replicas ? 'ScaledUp' : 'ScaledDown';
      this.#log.info(step, { target: about.name, from: seen.replicas, to: replicas, why });
      return this.#record(about, 'Normal', step, `${seen.replicas} → ${replicas} replicas: ${why}`);
    }
    if (byHand) {
      const message = `somebody asked for ${seen.replicas} replicas: starting from there`;
      return this.#record(about, 'Normal', 'ScaledByHand', message);
    }
    // Without replicas there is no latency to report.
    if (reason === 'ScalingDisabled') {
      state.lastReported = undefined;
      return;
    }
    if (seen.signal.state === 'unknown') {
      if (signalLost(seen, decision.memory, now))
        await this.#once(about, state, 'LatencyUnknown', detailOf(seen.signal));
      return;
    }
    if (reason === 'AtMaximum' || reason === 'YieldsToAutoscaler')
      return this.#once(about, state, reason, why);
    const wasUnknown = state.lastReported === 'LatencyUnknown';
    state.lastReported = undefined;
    if (wasUnknown) await this.#record(about, 'Normal', 'LatencyKnown', 'the latency is known again');
  }

  /** Something prevents the target from being scaled. */
  async obstacle(about: About, state: LastReported, reason: EventReason, why: Text): Promise<void> {
    if (state.lastReported !== reason) this.#log.warn(TARGET.of({ name: about.name, why }), { reason });
    await this.#once(about, state, reason, String(why));
  }

  async #once(about: About, state: LastReported, reason: EventReason, message: string): Promise<void> {
    if (state.lastReported === reason) return;
    state.lastReported = reason;
    await this.#record(about, 'Warning', reason, message);
  }

  /** A lost Event is not a reason to reconcile again. */
  async #record(
    about: About,
    type: 'Normal' | 'Warning',
    reason: EventReason,
    message: string,
  ): Promise<void> {
    try {
      await this.#events.record(about, type, reason, message);
    } catch (error) {
      this.#metrics.errors.inc({ component: 'events' });
      this.#log.warn(textOf(error), { target: about.name });
    }
  }
}

function shareOf(seen: Observation): string {
  const { state, share } = readingOf(seen);
  if (share === undefined) return '';
  return state === 'idle' ? ' (no requests)' : ` (${percent(share)} in time)`;
}
