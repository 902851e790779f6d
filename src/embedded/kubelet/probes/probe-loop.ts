/** Runs one probe of one container periodically, and reports when its result changes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HandlerResult } from './handlers.ts';
import type { Probe } from '../pod-types.ts';

export interface ProbeEvents {
  /** One failed attempt, for an event. */
  failed(message: string): void;
  /** The result after thresholds has changed; not called for the initial state. */
  resultChanged(passing: boolean, lastMessage: string): void;
}

export interface ProbeLoopOptions {
  probe: Probe;
  attempt(probe: Probe, timeoutMs: number): Promise<HandlerResult>;
  events: ProbeEvents;
  signal: AbortSignal;
  /**
   * Until the first success, probe more often than once per period: a program that needs 300 ms to start
   * should not wait a whole period to be ready. Only the failures once per period count.
   */
  eager: boolean;
}

const EAGER_MS = 200;

export async function runProbeLoop({
  probe,
  attempt,
  events,
  signal,
  eager,
}: ProbeLoopOptions): Promise<void> {
  const period = (probe.periodSeconds ?? 10) * 1000;
  const timeout = (probe.timeoutSeconds ?? 1) * 1000;
  const counter = new ThresholdCounter(probe.successThreshold ?? 1, probe.failureThreshold ?? 3);
  let untilFirstSuccess = eager;
  await pause((probe.initialDelaySeconds ?? 0) * 1000, signal);
  let due = performance.now();
  while (!signal.aborted) {
    const counts = performance.now() >= due;
    const result = await attempt(probe, timeout);
    if (signal.aborted) return;
    if (counts) due = Math.max(due + period, performance.now());
    if (result.ok || counts) {
      if (result.ok) untilFirstSuccess = false;
      else events.failed(result.message);
      const change = counter.count(result.ok);
      if (change !== undefined) events.resultChanged(change, result.ok ? '' : result.message);
    }
    const untilDue = due - performance.now();
    await pause(untilFirstSuccess ? Math.min(EAGER_MS, untilDue) : untilDue, signal);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  // At least one turn of the event loop, so that a period of 0 cannot starve everything else.
  await sleep(Math.max(milliseconds, 1), undefined, { signal }).catch(() => {});
}

/** Counts consecutive results and compares them with the thresholds. */
export class ThresholdCounter {
  readonly #successes: number;
  readonly #failures: number;
  #last: boolean | undefined;
  #run = 0;
  #result: boolean | undefined;

  constructor(successThreshold: number, failureThreshold: number) {
    this.#successes = successThreshold;
    this.#failures = failureThreshold;
  }

  /** @returns the new result, if this attempt changed it */
  count(ok: boolean): boolean | undefined {
    this.#run = this.#last === ok ? this.#run + 1 : 1;
    this.#last = ok;
    if (this.#run < (ok ? this.#successes : this.#failures) || this.#result === ok) return undefined;
    this.#result = ok;
    return ok;
  }
}
