/** What went wrong, told to the person who must act: what happened, what it means, what to do next. */
export class UserError extends Error {
  readonly remedy: string;
  readonly exitCode: number;

  /**
   * @param message what happened and what it means, one or two sentences without a trailing newline
   * @param remedy what to do next, an imperative sentence or a command
   * @param exitCode 1 for a failed operation, 2 for wrong usage
   */
  constructor(message: string, remedy: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'UserError';
    this.remedy = remedy;
    this.exitCode = options.exitCode ?? 1;
  }
}
