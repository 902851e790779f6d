/** What a rehearsal came to: a row a scene, a total, and, when a step failed, all that helps to mend it. */
import type { Ledger, SceneRow, StepRow } from '../../../show/index.ts';
import type { Say } from '../../language/index.ts';
import { columnsOf, printable } from '../../terminal/output/output.ts';
import type { Out, Theme } from '../../terminal/output/output.ts';
import { table } from '../../terminal/output/output-table.ts';
import { renderFailure } from '../../terminal/player/failure.ts';

const columns = (say: Say) => [
  { title: '#', right: true },
  { title: say('table.scene'), yields: 4 },
  { title: say('table.title'), yields: 1 },
  { title: say('table.steps'), right: true, yields: 3 },
  { title: say('table.time'), right: true },
  { title: say('table.budget'), right: true, yields: 2 },
  { title: say('table.verdict') },
];

export function renderLedger(ledger: Ledger, theme: Theme, out: Out, say: Say): string {
  const total = ledger.scenes.reduce((sum, scene) => sum + scene.steps.length, 0);
  const budget = ledger.scenes.reduce((sum, scene) => sum + scene.budgetMs, 0);
  const rows = ledger.scenes.map((scene) => row(scene, say));
  rows.push([
    '',
    say('table.total'),
    '',
    String(total),
    say.time(ledger.ms),
    say.time(budget),
    say(`verdict.${ledger.verdict}`),
  ]);
  const [head, ...body] = table(columns(say), rows, columnsOf(out) - 2);
  const lines = [
    '',
    `  ${theme.dim(head!)}`,
    ...body.map((line, index) => `  ${tinted(line, ledger.scenes[index]?.verdict ?? ledger.verdict, theme)}`),
    '',
  ];
  return `${[...lines, ...failureOf(ledger, theme, out, say)].join('\n')}\n`;
}

function row({ number, id, title, steps, ms, budgetMs, verdict }: SceneRow, say: Say): string[] {
  const time = verdict === 'not run' ? '–' : say.time(ms);
  const told = say(`verdict.${verdict}`);
  return [String(number), id, title, String(steps.length), time, say.time(budgetMs), told];
}

function tinted(line: string, verdict: string, theme: Theme): string {
  if (verdict === 'failed') return theme.bad(line);
  return verdict === 'passed' ? line : theme.dim(line);
}

function failureOf(ledger: Ledger, theme: Theme, out: Out, say: Say): string[] {
  for (const scene of ledger.scenes) {
    const step = scene.steps.find(({ verdict }) => verdict === 'failed');
    if (step) return describe(scene, step, theme, out, say);
  }
  return [];
}

function describe(scene: SceneRow, step: StepRow, theme: Theme, out: Out, say: Say): string[] {
  const output = printable(step.output?.trim() ?? '');
  // Where what came is the output itself, once is enough.
  const told = output === '' || step.failures.some(({ got }) => String(got).includes(output));
  return [
    `  ${say('rehearsal.stepFailed', { step: step.name, number: scene.number, id: scene.id })}`,
    '',
    ...step.command
      .split('\n')
      .map((line, index) => `  ${theme.dim(index === 0 ? '$' : '>')} ${theme.bold(line)}`),
    ...renderFailure(step.name, step, theme, out, say),
    ...(told
      ? []
      : [
          `    ${theme.dim(say('rehearsal.output'))}`,
          ...output.split('\n').map((line) => `    ${theme.dim('│')} ${line}`),
        ]),
    '',
  ];
}
