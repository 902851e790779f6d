import { anchoredRegExp } from './regex.ts';
import type { Labels } from './labels.ts';

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** A label matcher; a missing label counts as an empty value. */
export interface Matcher {
  name: string;
  operator: MatchOperator;
  value: string;
  test(value: string): boolean;
}

/** @throws SyntaxError if the value of `=~` or `!~` is not a valid regular expression */
export function matcher(name: string, operator: MatchOperator, value: string): Matcher {
  return { name, operator, value, test: tester(operator, value) };
}

export function matches(labels: Labels, matchers: readonly Matcher[]): boolean {
  return matchers.every((one) => one.test(labels.get(one.name)));
}

function tester(operator: MatchOperator, value: string): (value: string) => boolean {
  if (operator === '=') return (text) => text === value;
  if (operator === '!=') return (text) => text !== value;
  const pattern = anchoredRegExp(value);
  return operator === '=~' ? (text) => pattern.test(text) : (text) => !pattern.test(text);
}
