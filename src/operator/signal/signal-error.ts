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

/** `detail` is its text in English. */
interface Explained extends Unknown {
  text: Text;
}

export const unknown = (cause: UnknownCause, text: Text): Explained => ({
  state: 'unknown',
  cause,
  detail: printable(String(text)),
  text,
});

/** Why it is unknown, to be worded where it is read. */
export const whyUnknown = (signal: Unknown): Text => (signal as Partial<Explained>).text ?? signal.detail;
