import type { Text } from '../messages/index.ts';

/** An error that the user can act on: what happened, what it means, what to do next. */
export class UserError extends Error {
  /** In English, as `message` is. */
  readonly remedy: string;
  /** Both, to be worded in the user's language. */
  readonly texts: { readonly message: Text; readonly remedy: Text };
  readonly exitCode: number;

  /**
   * @param message what happened and what it means, one or two sentences without a trailing newline
   * @param remedy what to do next, an imperative sentence or a command
   * @param exitCode 1 for a failed operation, 2 for wrong usage
   */
  constructor(message: Text, remedy: Text, options: { exitCode?: number; cause?: unknown } = {}) {
    super(String(message), { cause: options.cause });
    this.name = 'UserError';
    this.remedy = String(remedy);
    this.texts = { message, remedy };
    this.exitCode = options.exitCode ?? 1;
  }
}
