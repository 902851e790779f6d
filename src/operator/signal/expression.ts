import { POLICY } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';

/**
 * Why a PromQL expression must not be put between parentheses, or undefined when it may. An expression of a
 * user becomes part of a query for everybody: it must not close a bracket it did not open, end within a
 * string, or hide the rest behind a comment.
 */
export function unbalanced(expression: string): Text | undefined {
  const open: string[] = [];
  const partner: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (let i = 0; i < expression.length; i++) {
    const c = expression[i]!;
    if (c === '#') return POLICY.comment;
    if (c === '"' || c === "'" || c === '`') {
      const end = closingQuote(expression, i);
      if (end < 0) return POLICY.openString;
      i = end;
    } else if ('([{'.includes(c)) open.push(c);
    else if (c in partner && open.pop() !== partner[c]) return POLICY.unexpected({ bracket: c });
  }
  if (expression.trim() === '') return POLICY.empty;
  const bracket = open.at(-1);
  return bracket === undefined ? undefined : POLICY.open({ bracket });
}

function closingQuote(text: string, from: number): number {
  const quote = text[from];
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote !== '`') i++;
    else if (text[i] === quote) return i;
  }
  return -1;
}
