import type { Failure } from '../../../show/index.ts';
import type { Say } from '../../language/index.ts';
import { printable, textWidth, wrap } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';

/** What was expected, and what came; the lines of an output keep their shape. */
export function renderFailure(
  name: string,
  { failures }: { failures: readonly Failure[] },
  theme: Theme,
  out: Out,
  say: Say,
): string[] {
  const width = textWidth(out) - 10;
  return [
    `  ${theme.bad('✗')} ${theme.bold(name)}`,
    ...failures.flatMap(({ expected, got }) => [
      ...labelled(say('step.expected'), wrap(say.tell(expected), width), theme),
      ...labelled(say('step.got'), printable(say.tell(got)).split('\n'), theme),
    ]),
  ];
}

function labelled(label: string, lines: string[], theme: Theme): string[] {
  return lines.map((line, index) => `    ${theme.dim((index === 0 ? label : '').padEnd(8))} ${line}`);
}
