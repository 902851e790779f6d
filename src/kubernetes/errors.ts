import { printable } from './text.ts';

/** `NoLoader`: there is nothing that reads a kubeconfig, and no service account. */
type Reason = 'NoContext' | 'Unreadable' | 'NoLoader';

/** There is no cluster to work in. The message says why, the remedy what the person at the keyboard can do. */
export class KubernetesError extends Error {
  readonly reason: Reason;
  readonly remedy: string;

  constructor(reason: Reason, message: string, remedy: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = 'KubernetesError';
    this.reason = reason;
    this.remedy = remedy;
  }
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return printable(String(error));
  // Who tries several addresses of one name fails without a word, but with a code.
  return printable(error.message) || (error as NodeJS.ErrnoException).code || error.name;
}

/** The text as it may be shown: no URL in it tells a user and a password. */
export const withoutPassword = (text: string): string => text.replace(/(?<=:\/\/)[^/\s]*@/g, '');
