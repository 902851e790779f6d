import type { StagePart } from '../../stage/index.ts';
import type { CommandStep } from '../format/scene.ts';

const WORDS: Record<StagePart, RegExp> = {
  engine: /\bdocker\b|\bLOCAL_(URL|PORT)\b/,
  cluster: /\bkubectl\b|\bdocker push\b|\bAPP_URL\b|\bpycont (load|graph|operator)\b/,
};

/** The parts of the stage that a step's command and checks use, by the words in them. */
export function partsOf({ command, expectations }: CommandStep): StagePart[] {
  const checks = expectations.flatMap((each) => (each.kind === 'check' ? [each.command] : []));
  const text = [command, ...checks].join('\n');
  return (Object.keys(WORDS) as StagePart[]).filter((part) => WORDS[part].test(text));
}
