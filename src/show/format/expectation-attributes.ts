import { STEPS } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { durationWithin } from '../../notation/index.ts';
import type { Attribute } from './info-string.ts';
import type { Report } from './scene-error.ts';
import type { Expectation } from './scene.ts';

export const EXPECTATIONS = ['exit', 'contains', 'matches', 'excludes', 'empty', 'duration', 'check'];

/** @returns undefined if its value is not valid */
export function parseExpectation(
  { name, value, column, valueColumn }: Attribute,
  line: number,
  report: Report,
): Expectation | undefined {
  const wrong = (problem: Text, remedy: Text): undefined =>
    void report({ line, column: value === undefined ? column : valueColumn }, problem, remedy);
  if (name === 'empty')
    return value === undefined
      ? { kind: 'empty' }
      : wrong(STEPS.takesNoValue({ name }), STEPS.writeAlone({ name }));
  if (!value) return wrong(STEPS.needsValue({ name }), STEPS.writeQuoted({ name }));
  switch (name) {
    case 'exit':
      if (value === 'nonzero') return { kind: 'exit', code: 'nonzero' };
      if (/^\d{1,3}$/.test(value) && Number(value) <= 255) return { kind: 'exit', code: Number(value) };
      return wrong(STEPS.badExitCode({ value }), STEPS.writeExitCode);
    case 'contains':
    case 'excludes':
      return { kind: name, text: value };
    case 'matches': {
      const problem = regexProblem(value);
      return problem ? wrong(problem, STEPS.correctExpression) : { kind: 'matches', pattern: value };
    }
    case 'duration': {
      const parts = /^(<=|>=|<|>)\s*(.+)$/.exec(value);
      if (!parts) return wrong(STEPS.badBound({ value }), STEPS.writeBound);
      const ms = durationWithin(parts[2]!, {}, wrong);
      return ms === undefined ? undefined : { kind: 'duration', operator: parts[1] as '<', ms };
    }
    default:
      return { kind: 'check', command: value };
  }
}

function regexProblem(pattern: string): string | undefined {
  try {
    RegExp(pattern, 'mu');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
