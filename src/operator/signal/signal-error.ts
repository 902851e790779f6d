import type { Unknown, UnknownCause } from '../decision/observation.ts';
import { TextError, printable } from '../../kubernetes/index.ts';
import type { Text } from '../../messages/operator/index.ts';

/** Why there is no answer, or none that can be used; the text is for people. */
export class SignalError extends TextError {
  readonly reason: UnknownCause;

  constructor(reason: UnknownCause, text: Text, options?: ErrorOptions) {
    super(typeof text === 'string' ? printable(text) : text, options);
    this.name = 'SignalError';
    this.reason = reason;
  }
}

/** Prometheus does not accept the expression: asking again will not help as long as it stays the same. */
export class BadQuery extends SignalError {
  constructor(text: Text) {
    super('PrometheusRefuses', text);
  }
}

export const unknown = (cause: UnknownCause, text: Text): Unknown => ({
  state: 'unknown',
  cause,
  detail: typeof text === 'string' ? printable(text) : text,
});
