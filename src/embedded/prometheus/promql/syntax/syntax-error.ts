/** The message for a syntax error, of which the grammar reports only the position. */
import type { Tree } from '@lezer/common';
import { SIGNATURES } from './signatures.ts';
import { badData } from '../errors.ts';
import type { PromError } from '../errors.ts';

const BEFORE_PARENTHESIS = new Set(
  'by without on ignoring group_left group_right bool and or unless offset atan2 start end'.split(' '),
);
const AGGREGATIONS = new Set(
  'sum min max avg count topk bottomk quantile stddev stdvar group count_values limitk limit_ratio'.split(
    ' ',
  ),
);

export function syntaxError(source: string, tree: Tree): PromError | undefined {
  if (source.trim() === '') return badData('unknown position: parse error: no expression found in input');
  let position: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) position ??= node.from;
    },
  });
  if (position === undefined) return undefined;
  const unknown = unknownFunction(source);
  if (unknown)
    return badData(
      `${place(source, unknown.at)}: parse error: unknown function with name ${JSON.stringify(unknown.name)}`,
    );
  const rest = source.slice(position).trimStart();
  const what =
    rest === ''
      ? 'unexpected end of input'
      : `unexpected ${JSON.stringify(rest.split(/\s/)[0]?.slice(0, 20))}`;
  return badData(`${place(source, position)}: parse error: ${what}`);
}

function unknownFunction(source: string): { name: string; at: number } | undefined {
  const code = source.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, (quoted) =>
    '_'.repeat(quoted.length),
  );
  for (const match of code.matchAll(/([a-zA-Z_:][\w:]*)\s*\(/g)) {
    const name = match[1] as string;
    const known =
      SIGNATURES.has(name) ||
      AGGREGATIONS.has(name.toLowerCase()) ||
      BEFORE_PARENTHESIS.has(name.toLowerCase());
    if (!known) return { name, at: match.index };
  }
  return undefined;
}

function place(source: string, position: number): string {
  const before = source.slice(0, position).split('\n');
  return `${before.length}:${(before.at(-1) as string).length + 1}`;
}
