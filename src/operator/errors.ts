import type { Text } from '../messages/operator/index.ts';

/** An error that the user can correct: the message says what happened, the remedy what to do. */
export class OperatorError extends Error {
  /** In English, as `message` is. */
  readonly remedy: string;
  /** Both, to be worded in the user's language. */
  readonly texts: { readonly message: Text; readonly remedy: Text };
  readonly exitCode: number;

  constructor(message: Text, remedy: Text, options: { exitCode?: number; cause?: unknown } = {}) {
    super(String(message), { cause: options.cause });
    this.name = 'OperatorError';
    this.remedy = String(remedy);
    this.texts = { message, remedy };
    this.exitCode = options.exitCode ?? 1;
  }
}
