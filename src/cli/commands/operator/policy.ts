/** What is wrong with a policy: an English sentence of the operator's, which is not in the catalogue yet. */
import type { Log } from '../../../operator/index.ts';
import type { Text } from '../../../messages/index.ts';
import { tellIn } from '../../language/sentences.ts';

const FLAGS: Record<string, string> = {
  minReplicas: '--min',
  maxReplicas: '--max',
  thresholdMilliseconds: '--threshold-ms',
  objective: '--objective',
  scaleDownAbove: '--scale-down-above',
  maxStep: '--max-step',
  windowSeconds: '--window',
  cooldownSeconds: '--cooldown',
  scaleDownStabilizationSeconds: '--stabilization',
};

/** A policy is judged by the names of its fields; who gave flags wants to read of flags. */
const asFlags = (sentence: string): string =>
  sentence.replaceAll(/\b[a-z]+[A-Za-z]*\b/g, (word) => FLAGS[word] ?? word);

export function policyTexts(language: string) {
  const tell = tellIn(language, ['operator']);
  const worded = (text: Text): Text => (typeof text === 'string' ? tell(text) : text);
  return {
    worded,
    ofFlags: (text: Text): Text => (typeof text === 'string' ? asFlags(tell(text)) : text),
    /** What is logged, with such sentences in the person's language. */
    logged: ({ info, warn }: Log): Log => ({ info, warn: (why) => warn(worded(why)) }),
  };
}
