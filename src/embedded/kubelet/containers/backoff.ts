/** Exponential back-off between attempts, by Kubernetes' rules. */
import type { Backoff } from '../context.ts';

/**
 * The first retry is immediate, the next ones wait 1, 2, 4, … times the initial delay up to the maximum,
 * counted from the end of the previous attempt. Twice the maximum without a failure resets the back-off.
 */
export class BackoffTimer {
  readonly #settings: Backoff;
  #delay = 0;
  #updatedAt = 0;

  constructor(settings: Backoff) {
    this.#settings = settings;
  }

  /** Milliseconds still to wait, and the whole delay. @param failedAt, now milliseconds since the epoch */
  remaining(failedAt: number, now: number): { waitMs: number; delayMs: number } {
    if (this.#delay === 0 || this.#expired(failedAt)) return { waitMs: 0, delayMs: 0 };
    return { waitMs: Math.max(failedAt + this.#delay - now, 0), delayMs: this.#delay };
  }

  /** Call when the next attempt starts. */
  next(failedAt: number, now: number): void {
    const { initialMs, maxMs } = this.#settings;
    this.#delay = this.#delay === 0 || this.#expired(failedAt) ? initialMs : Math.min(this.#delay * 2, maxMs);
    this.#updatedAt = now;
  }

  #expired(at: number): boolean {
    return at - this.#updatedAt > 2 * this.#settings.maxMs;
  }
}
