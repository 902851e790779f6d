/** A mistake the person at the keyboard can mend: the message says what happened, the remedy what to do. */
export class OperatorError extends Error {
  readonly remedy: string;
  readonly exitCode: number;

  constructor(message: string, remedy: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'OperatorError';
    this.remedy = remedy;
    this.exitCode = options.exitCode ?? 1;
  }
}
