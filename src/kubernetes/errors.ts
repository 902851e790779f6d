import type { Text } from '../messages/operator/index.ts';
import { printable } from './text.ts';

/** An error with a translatable text; `message` is in English. */
export class TextError extends Error {
  /** To be worded in the user's language. */
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(String(text), options);
    this.text = text;
  }
}

/** Thrown by a configuration whose cluster is not there at present: its text alone says what is wrong. */
export class NoCluster extends TextError {}

/** `NoLoader`: there is no library to read a kubeconfig, and no service account. */
type Reason = 'NoContext' | 'Unreadable' | 'NoLoader';

/** There is no cluster to use. The message says why, the remedy what the user can do. */
export class KubernetesError extends Error {
  readonly reason: Reason;
  /** In English, as `message` is. */
  readonly remedy: string;
  /** Both, to be worded in the user's language. */
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
  // An AggregateError for several addresses of one name has no message, but a code.
  return printable(error.message) || (error as NodeJS.ErrnoException).code || error.name;
}

/** The translatable text of an error. */
export const textOf = (error: unknown): Text => (error instanceof TextError ? error.text : messageOf(error));

/** Removes users and passwords from URLs in the text. */
export const withoutPassword = (text: string): string => text.replace(/(?<=:\/\/)[^/\s]*@/g, '');
