import type { Signal } from '../decision/observation.ts';
import { SIGNAL } from '../../messages/operator/index.ts';
import type { Prometheus } from './prometheus.ts';
import { BadQuery, unknown } from './signal-error.ts';
import { failureOf } from './trouble.ts';
import type { Row } from './vector.ts';

/** Reads the share from the answer to a custom query. */
function shareOf(rows: Row[]): Signal {
  const [first, ...more] = rows;
  if (first === undefined) return unknown('NoSeries', SIGNAL.findsNothing);
  if (more.length > 0) return unknown('ManySeries', SIGNAL.findsMany({ count: rows.length }));
  const { value: share, isNaN } = first;
  // 0/0: there are no requests, so none is slow.
  if (isNaN) return { state: 'share', share: 1, idle: true };
  if (Number.isNaN(share)) return unknown('NotANumber', SIGNAL.valueNotANumber);
  if (!(share >= 0 && share <= 1)) return unknown('NotANumber', SIGNAL.notAShare({ value: share }));
  return { state: 'share', share, idle: false };
}

/** Seconds. */
const FIRST_WAIT = 5;
const LONGEST_WAIT = 60;

/** A custom query of one target, in its own request, so that no other target waits for it or fails with it. */
export class OwnQuery {
  readonly #prometheus: Prometheus;
  readonly #now: () => number;
  readonly expression: string;
  #running: Promise<void> | undefined;
  #answer?: { signal: Signal; at: number };
  /** After a refusal, the query is not sent before this time. */
  #notBefore = -Infinity;
  #wait = FIRST_WAIT;
  /** Whether the last answer was fast. */
  #quick = true;

  constructor(prometheus: Prometheus, expression: string, now: () => number) {
    this.#prometheus = prometheus;
    this.expression = expression;
    this.#now = now;
  }

  /** Sends the query, unless it is running or was refused just now. Resolves with the answer; need not be awaited. */
  refresh(): Promise<void> {
    if (this.#running === undefined && this.#now() >= this.#notBefore) this.#running = this.#ask();
    return this.#running ?? Promise.resolve();
  }

  /** Whether the answer is likely to arrive after a short wait. */
  get quick(): boolean {
    return this.#quick;
  }

  /** @param lasts for how many seconds an answer is used */
  of(lasts: number): Signal {
    if (this.#answer === undefined) return unknown('NotMeasuredYet', SIGNAL.notAnswered);
    const { signal, at } = this.#answer;
    const age = this.#now() - at;
    const refused = signal.state === 'unknown' && signal.cause === 'InvalidQuery';
    if (age > lasts && !refused)
      return unknown(
        'PrometheusUnreachable',
        SIGNAL.noAnswerFor({ address: this.#prometheus.address, seconds: Math.round(age) }),
      );
    return signal;
  }

  async #ask(): Promise<void> {
    const began = this.#now();
    let signal: Signal;
    try {
      signal = shareOf(await this.#prometheus.query(this.expression));
      this.#wait = FIRST_WAIT;
    } catch (error) {
      const { reason, text: why } = failureOf(error);
      const refused = error instanceof BadQuery;
      signal = refused
        ? unknown('InvalidQuery', why)
        : unknown(reason, SIGNAL.of({ address: this.#prometheus.address, why }));
      if (refused) {
        this.#notBefore = this.#now() + this.#wait;
        this.#wait = Math.min(2 * this.#wait, LONGEST_WAIT);
      }
    }
    this.#answer = { signal, at: this.#now() };
    this.#quick = this.#answer.at - began < QUICK;
    this.#running = undefined;
  }
}

/** Seconds. */
export const QUICK = 0.2;
