/** Why this stage was chosen: stored as the key and the values of a message, and worded in the reader's language. */
import { CLUSTER, Message } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';

export interface StageChoice {
  key: string;
  values: Readonly<Record<string, unknown>>;
}

export function stageChoice(why: Text | undefined): { choice?: StageChoice } {
  return why instanceof Message ? { choice: { key: why.key, values: why.values } } : {};
}

/** @returns undefined for a choice that another version recorded */
export function whyChosen(choice: StageChoice | undefined): Text | undefined {
  const made = Object.entries(CLUSTER).find(([name]) => `cluster.${name}` === choice?.key)?.[1];
  return typeof made === 'function' ? made(choice!.values as never) : made;
}
