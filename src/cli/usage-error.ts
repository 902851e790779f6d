/** Brings commander's messages into pycont's two lines: what is wrong, and what to do. */
export function usageError(text: string): string {
  const [first = '', ...rest] = text.trim().split('\n');
  if (!first.startsWith('error:')) return text;
  const problem = first.replace(/^error:\s*/, '');
  const suggestion = rest
    .join(' ')
    .trim()
    .replace(/^\((.*)\)$/, '$1');
  return `pycont: ${problem}\n→ ${suggestion || 'See pycont --help, or --help after the command'}\n`;
}
