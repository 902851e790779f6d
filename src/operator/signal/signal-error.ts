import type { Unknown, UnknownCause } from '../decision/observation.ts';
import { printable } from '../../kubernetes/index.ts';

/** Why there is no answer, or none that can be used; the message is for people. */
export class SignalError extends Error {
  readonly reason: UnknownCause;

  constructor(reason: UnknownCause, message: string, options?: ErrorOptions) {
    super(printable(message), options);
    this.name = 'SignalError';
    this.reason = reason;
  }
}

/** Prometheus does not accept the expression: asking again will not help as long as it stays the same. */
export class BadQuery extends SignalError {
  constructor(message: string) {
    super('PrometheusRefuses', message);
  }
}

export const unknown = (cause: UnknownCause, detail: string): Unknown => ({
  state: 'unknown',
  cause,
  detail: printable(detail),
});
