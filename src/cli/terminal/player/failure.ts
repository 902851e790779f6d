import type { Failure } from '../../../show/index.ts';
import { PLAYER } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { printable, textWidth, wrap } from '../output/output.ts';
import type { Out, Theme } from '../output/output.ts';

/** What was expected and what happened; the lines of an output are kept. */
export function renderFailure(
  name: Text,
  { failures }: { failures: readonly Failure[] },
  theme: Theme,
  out: Out,
  translate: Translate,
): string[] {
  const width = textWidth(out) - 10;
  return [
    `  ${theme.bad('✗')} ${theme.bold(translate(name))}`,
    ...failures.flatMap(({ expected, got }) => [
      ...labelled(translate(PLAYER.expected), wrap(translate(expected), width), theme),
      ...labelled(translate(PLAYER.got), printable(translate(got)).split('\n'), theme),
    ]),
  ];
}

function labelled(label: string, lines: string[], theme: Theme): string[] {
  return lines.map((line, index) => `    ${theme.dim((index === 0 ? label : '').padEnd(8))} ${line}`);
}
