import type { Text } from '../messages/operator/index.ts';
import { printable } from './text.ts';

/** What went wrong; `message` has it in English. */
export class TextError extends Error {
  /** To be worded in a person's language. */
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(String(text), options);
    this.text = text;
  }
}

/** `NoLoader`: there is nothing that reads a kubeconfig, and no service account. */
type Reason = 'NoContext' | 'Unreadable' | 'NoLoader';

/** There is no cluster to work in. The message says why, the remedy what the person at the keyboard can do. */
export class KubernetesError extends Error {
  readonly reason: Reason;
  /** In English, as `message` is. */
  readonly remedy: string;
  /** Both to be worded in the person's language. */
  readonly texts: { readonly message: Text; readonly remedy: Text };

  constructor(reason: Reason, message: Text, remedy: Text, options: { cause?: unknown } = {}) {
    super(String(message), options);
    this.name = 'KubernetesError';
    this.reason = reason;
    this.remedy = String(remedy);
    this.texts = { message, remedy };
  }
}

/** In English. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return printable(String(error));
  // Who tries several addresses of one name fails without a word, but with a code.
  return printable(error.message) || (error as NodeJS.ErrnoException).code || error.name;
}

/** What went wrong, to be worded where it is read. */
export const textOf = (error: unknown): Text => (error instanceof TextError ? error.text : messageOf(error));

/** The text as it may be shown: no URL in it tells a user and a password. */
export const withoutPassword = (text: string): string => text.replace(/(?<=:\/\/)[^/\s]*@/g, '');
