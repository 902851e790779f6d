/**
 * Why a PromQL expression must not be put between parentheses, or undefined when it may. An expression of a
 * user becomes part of a query for everybody: it must not close a bracket it did not open, end within a
 * string, or hide the rest behind a comment.
 */
export function unbalanced(expression: string): string | undefined {
  const open: string[] = [];
  const partner: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
  for (let i = 0; i < expression.length; i++) {
    const c = expression[i]!;
    if (c === '#') return 'comments are not allowed';
    if (c === '"' || c === "'" || c === '`') {
      const end = closingQuote(expression, i);
      if (end < 0) return 'a string is not closed';
      i = end;
    } else if ('([{'.includes(c)) open.push(c);
    else if (c in partner && open.pop() !== partner[c]) return `unexpected ${c}`;
  }
  if (expression.trim() === '') return 'it is empty';
  return open.length > 0 ? `${open.at(-1)} is not closed` : undefined;
}

function closingQuote(text: string, from: number): number {
  const quote = text[from];
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote !== '`') i++;
    else if (text[i] === quote) return i;
  }
  return -1;
}
