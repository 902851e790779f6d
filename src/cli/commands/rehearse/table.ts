/** The result of a rehearsal: one row for each scene, a total, and the details of a failed step. */
import type { Ledger, SceneRow, StepRow } from '../../../show/index.ts';
import { REHEARSAL, TABLE } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { columnsOf, printable } from '../../terminal/output/output.ts';
import type { Out, Theme } from '../../terminal/output/output.ts';
import { table } from '../../terminal/output/output-table.ts';
import { renderFailure } from '../../terminal/player/failure.ts';

const VERDICTS: Record<Ledger['verdict'] | SceneRow['verdict'], Text> = {
  passed: REHEARSAL.passed,
  failed: REHEARSAL.failed,
  'not run': REHEARSAL.notRun,
  interrupted: REHEARSAL.interrupted,
};

const columns = (translate: Translate) => [
  { title: '#', right: true },
  { title: translate(TABLE.scene), shrink: 4 },
  { title: translate(TABLE.title), shrink: 1 },
  { title: translate(TABLE.steps), right: true, shrink: 3 },
  { title: translate(TABLE.time), right: true },
  { title: translate(TABLE.budget), right: true, shrink: 2 },
  { title: translate(TABLE.verdict) },
];

export function renderLedger(ledger: Ledger, theme: Theme, out: Out, translate: Translate): string {
  const total = ledger.scenes.reduce((sum, scene) => sum + scene.steps.length, 0);
  const budget = ledger.scenes.reduce((sum, scene) => sum + scene.budgetMs, 0);
  const rows = ledger.scenes.map((scene) => row(scene, translate));
  rows.push([
    '',
    translate(TABLE.total),
    '',
    String(total),
    translate.time(ledger.ms),
    translate.time(budget),
    translate(VERDICTS[ledger.verdict]),
  ]);
  const [head, ...body] = table(columns(translate), rows, columnsOf(out) - 2);
  const lines = [
    '',
    `  ${theme.dim(head!)}`,
    ...body.map((line, index) => `  ${tinted(line, ledger.scenes[index]?.verdict ?? ledger.verdict, theme)}`),
    '',
  ];
  return `${[...lines, ...failureOf(ledger, theme, out, translate)].join('\n')}\n`;
}

function row({ number, id, title, steps, ms, budgetMs, verdict }: SceneRow, translate: Translate): string[] {
  const time = verdict === 'not run' ? '–' : translate.time(ms);
  return [
    String(number),
    id,
    title,
    String(steps.length),
    time,
    translate.time(budgetMs),
    translate(VERDICTS[verdict]),
  ];
}

function tinted(line: string, verdict: string, theme: Theme): string {
  if (verdict === 'failed') return theme.bad(line);
  return verdict === 'passed' ? line : theme.dim(line);
}

function failureOf(ledger: Ledger, theme: Theme, out: Out, translate: Translate): string[] {
  for (const scene of ledger.scenes) {
    const step = scene.steps.find(({ verdict }) => verdict === 'failed');
    if (step) return describe(scene, step, theme, out, translate);
  }
  return [];
}

function describe(scene: SceneRow, step: StepRow, theme: Theme, out: Out, translate: Translate): string[] {
  const output = printable(step.output?.trim() ?? '');
  // The output is not repeated if a failure already shows it.
  const isShown = output === '' || step.failures.some(({ got }) => String(got).includes(output));
  return [
    `  ${translate(REHEARSAL.stepFailed({ step: step.name, number: scene.number, scene: scene.id }))}`,
    '',
    ...step.command
      .split('\n')
      .map((line, index) => `  ${theme.dim(index === 0 ? '$' : '>')} ${theme.bold(line)}`),
    ...renderFailure(step.name, step, theme, out, translate),
    ...(isShown
      ? []
      : [
          `    ${theme.dim(translate(REHEARSAL.output))}`,
          ...output.split('\n').map((line) => `    ${theme.dim('│')} ${line}`),
        ]),
    '',
  ];
}
