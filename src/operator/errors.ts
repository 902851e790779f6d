import { printable } from './text.ts';

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

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return printable(String(error));
  // Who tries several addresses of one name fails without a word, but with a code.
  return printable(error.message) || (error as NodeJS.ErrnoException).code || error.name;
}

/** The text as it may be shown: no URL in it tells a user and a password. */
export const withoutPassword = (text: string): string => text.replace(/(?<=:\/\/)[^/\s]*@/g, '');
