import { tellNames } from '../language/tell.ts';
import type { Tell } from '../language/tell.ts';

/** Brings commander's messages into pycont's two lines: what is wrong, and what to do. */
export function usageError(text: string, tell: Tell): string {
  const [first = '', ...rest] = text.trim().split('\n');
  if (!first.startsWith('error:')) return text;
  const problem = first.replace(/^error:\s*/, '');
  const suggestion = rest
    .join(' ')
    .trim()
    .replace(/^\((.*)\)$/, '$1');
  const remedy = suggestion || 'See pycont --help, or --help after the command';
  return `pycont: ${tellNames(tell(problem), tell)}\n→ ${tell(remedy)}\n`;
}
