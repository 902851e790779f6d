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

/** The state of a target that was told of last. */
export interface Told {
  told?: EventReason | undefined;
}

/** Tells of what happens by Events: at most one a look, and of a state that lasts only once. */
export class Announcer {
  readonly #events: EventRecorder;
  readonly #metrics: Metrics;
  readonly #log: Log;

  constructor(events: EventRecorder, metrics: Metrics, log: Log) {
    this.#events = events;
    this.#metrics = metrics;
    this.#log = log;
  }

  /** @param byHand somebody else has changed the number of replicas since the last look */
  async look(
    about: About,
    told: Told,
    seen: Observation,
    decision: Decision,
    { byHand, now }: { byHand: boolean; now: number },
  ): Promise<void> {
    const { reason, replicas } = decision;
    const why = `${String(briefly(decision, seen))}${shareOf(seen)}`;
    if (replicas !== seen.replicas) {
      told.told = undefined;
      const step = replicas > seen.replicas ? 'ScaledUp' : 'ScaledDown';
      this.#log.info(step, { target: about.name, from: seen.replicas, to: replicas, why });
      return this.#record(about, 'Normal', step, `${seen.replicas} → ${replicas} replicas: ${why}`);
    }
    if (byHand) {
      const message = `somebody asked for ${seen.replicas} replicas: starting from there`;
      return this.#record(about, 'Normal', 'ScaledByHand', message);
    }
    // Whom nobody runs nobody can measure.
    if (reason === 'ScalingDisabled') {
      told.told = undefined;
      return;
    }
    if (seen.signal.state === 'unknown') {
      if (signalLost(seen, decision.memory, now))
        await this.#once(about, told, 'LatencyUnknown', detailOf(seen.signal));
      return;
    }
    if (reason === 'AtMaximum' || reason === 'YieldsToAutoscaler')
      return this.#once(about, told, reason, why);
    const dark = told.told === 'LatencyUnknown';
    told.told = undefined;
    if (dark) await this.#record(about, 'Normal', 'LatencyKnown', 'the latency is known again');
  }

  /** Something prevents the operator from its work. */
  async obstacle(about: About, told: Told, reason: EventReason, why: Text): Promise<void> {
    if (told.told !== reason) this.#log.warn(TARGET.of({ name: about.name, why }), { reason });
    await this.#once(about, told, reason, String(why));
  }

  async #once(about: About, told: Told, reason: EventReason, message: string): Promise<void> {
    if (told.told === reason) return;
    told.told = reason;
    await this.#record(about, 'Warning', reason, message);
  }

  /** An Event that is lost is a pity, not a reason to do anything again. */
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
