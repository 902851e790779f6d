/** `--until 'share>0.9 replicas>1'` */
import { UserError } from '../../../errors/user-error.ts';
import { GRAPH } from '../../../messages/index.ts';
import type { Sample } from './sample.ts';

const NAMES = ['share', 'replicas', 'rps', 'p95'] as const;
const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
};

/** @throws UserError naming the condition that is not valid */
export function parseConditions(text: string): (sample: Sample) => boolean {
  const spaceless = text.replace(/\s*(<=|>=|==|=|<|>)\s*/g, '$1');
  const conditions = spaceless
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parseCondition);
  if (conditions.length === 0) throw wrong(text);
  return (sample) => conditions.every((holds) => holds(sample));
}

function parseCondition(text: string): (sample: Sample) => boolean {
  const match = /^([a-z]\w*)(<=|>=|==|=|<|>)(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text);
  const name = NAMES.find((one) => one === match?.[1]);
  const compare = COMPARE[(match?.[2] ?? '').replace('==', '=')];
  if (!match || !name || !compare) throw wrong(text);
  const bound = Number(match[3]) / (match[4] ? 100 : 1);
  return (sample) => {
    const value = sample[name];
    return typeof value === 'number' && compare(value, bound);
  };
}

function wrong(text: string): UserError {
  const example = GRAPH.conditionExample({ names: NAMES.join(', ') });
  return new UserError(GRAPH.notACondition({ text }), example, { exitCode: 2 });
}
