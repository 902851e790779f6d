import type { Text } from '../../messages/index.ts';
import { durationWithin } from '../../notation/index.ts';
import type { Attribute } from './info-string.ts';
import { SceneError } from './scene-error.ts';
import type { Expectation } from './scene.ts';

export const EXPECTATIONS = ['exit', 'contains', 'matches', 'excludes', 'empty', 'duration', 'check'];

/** @returns undefined when the attribute is no expectation */
export function parseExpectation(
  { name, value, column, valueColumn }: Attribute,
  file: string,
  line: number,
): Expectation | undefined {
  const wrong = (problem: Text, remedy: Text) =>
    new SceneError(file, { line, column: value === undefined ? column : valueColumn }, problem, remedy);
  const text = () => {
    if (!value) throw wrong(`${name} needs a value`, `Write ${name}="…"`);
    return value;
  };
  switch (name) {
    case 'exit': {
      if (value === 'nonzero') return { kind: 'exit', code: 'nonzero' };
      if (!/^\d{1,3}$/.test(text()) || Number(value) > 255) {
        throw wrong(`'${value}' is no exit code`, 'Write exit=0, another number up to 255, or exit=nonzero');
      }
      return { kind: 'exit', code: Number(value) };
    }
    case 'contains':
    case 'excludes':
      return { kind: name, text: text() };
    case 'matches': {
      const pattern = text();
      const problem = regexProblem(pattern);
      if (problem) throw wrong(problem, 'Mend the expression, or use contains="…"');
      return { kind: 'matches', pattern };
    }
    case 'empty':
      if (value !== undefined) throw wrong('empty takes no value', 'Write it alone: empty');
      return { kind: 'empty' };
    case 'duration': {
      const parts = /^(<=|>=|<|>)\s*(.+)$/.exec(text());
      if (!parts) {
        throw wrong(`'${value}' is no bound on a duration`, 'Write duration="<1s" or duration=">9s"');
      }
      return { kind: 'duration', operator: parts[1] as '<', ms: durationWithin(parts[2]!, {}, wrong) };
    }
    case 'check':
      return { kind: 'check', command: text() };
    default:
      return undefined;
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
