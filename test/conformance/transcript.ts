/**
 * Transcripts: commands, and the normalised answers of the real programs.
 *
 *     Prose.
 *       $ kubectl get pods
 *       NAME  READY  STATUS   RESTARTS  AGE
 *       ...
 *       [1]
 *
 * A command continues in lines that begin with `>`. `[n]` is an exit code other than 0, `...` any number of lines.
 * A line of only one side begins with `(real) ` or `(embedded) `.
 */
export interface Exchange {
  /** Line number of the command, from 1. */
  line: number;
  command: string;
  /** Lines as in the file, the exit code last if it is not 0. */
  expected: string[];
}

const INDENT = '  ';

export function parseTranscript(text: string): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const [index, full] of text.split('\n').entries()) {
    if (!full.startsWith(INDENT)) continue;
    const line = full.slice(INDENT.length);
    const last = exchanges.at(-1);
    if (line.startsWith('$ ')) exchanges.push({ line: index + 1, command: line.slice(2), expected: [] });
    else if (!last) throw new Error(`line ${index + 1}: output without a command`);
    else if (/^>( |$)/.test(line) && last.expected.length === 0) last.command += `\n${line.slice(2)}`;
    else last.expected.push(line);
  }
  return exchanges;
}

/** The lines expected from this side. */
export function expectedOf(side: string, { expected }: Exchange): string[] {
  return expected.flatMap((line) => {
    const [, only, text] = /^\((real|embedded)\) ?(.*)$/.exec(line) ?? [];
    if (only === undefined) return [line];
    return only === side ? [text ?? ''] : [];
  });
}

/** Whether the lines match the expected ones, in which `...` matches any number of lines. */
export function matches(actual: string[], expected: string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return actual.length === 0;
  if (first !== '...') return actual[0] === first && matches(actual.slice(1), rest);
  return Array.from({ length: actual.length + 1 }).some((_, from) => matches(actual.slice(from), rest));
}
