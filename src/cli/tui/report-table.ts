/** What the rehearsals so far have taken, for a person. */
import { formatDuration } from '../../show/duration.ts';
import type { Cuts, Report, SceneReport, Spread, StepReport } from '../../show/report.ts';
import { columnsOf, textWidth, wrap, type Out, type Theme } from '../output.ts';
import { table } from '../output-table.ts';

const SCENES = [
  { title: '#', right: true },
  { title: 'scene', yields: 3 },
  { title: 'runs', right: true, yields: 2 },
  { title: 'failed', right: true, yields: 1 },
  { title: 'p50', right: true },
  { title: 'p95', right: true },
  { title: 'budget', right: true },
  { title: 'of budget', right: true, yields: 0 },
];
const STEPS = [
  { title: 'scene', yields: 1 },
  { title: 'step', yields: 2 },
  { title: 'runs', right: true, yields: 0 },
  { title: 'p50', right: true },
  { title: 'p95', right: true },
];

export function renderReport(report: Report, theme: Theme, out: Out): string {
  const width = columnsOf(out) - 2;
  const { runs, scenes, total, from, to } = report;
  const rows = [
    ...scenes.map(sceneRow),
    ['', 'total', ...facts(total), formatDuration(total.budgetMs), share(total, total.budgetMs)],
  ];
  const [head, ...body] = table(SCENES, rows, width);
  const steps = scenes.flatMap((scene) => scene.steps);
  const lines = [
    theme.bold(runs === 1 ? '1 rehearsal' : `${runs} rehearsals`) + theme.dim(` ${days(from, to)}`),
    '',
    theme.dim(head!),
    ...body.map((line, index) => (overBudget(scenes[index]) ? theme.bad(line) : line)),
    '',
    theme.bold('Slowest steps'),
    ...titled(table(STEPS, report.slowest.map(stepRow), width), theme),
    '',
    theme.bold('All steps'),
    ...titled(table(STEPS, steps.map(stepRow), width), theme),
    ...(report.cuts ? ['', ...cutLines(report.cuts, theme, out)] : []),
  ];
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

function days(from = '', to = ''): string {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  return first === last ? first : `${first} to ${last}`;
}

function titled([head, ...body]: string[], theme: Theme): string[] {
  return [theme.dim(head!), ...body];
}

function sceneRow(scene: SceneReport): string[] {
  return [
    String(scene.number),
    scene.id,
    ...facts(scene),
    formatDuration(scene.budgetMs),
    share(scene, scene.budgetMs),
  ];
}

function facts({ runs, failures, p50, p95 }: Spread): string[] {
  return [String(runs), failures === 0 ? '' : String(failures), time(p50), time(p95)];
}

function stepRow({ scene, name, runs, p50, p95 }: StepReport): string[] {
  return [scene, name, String(runs), time(p50), time(p95)];
}

function time(ms: number | undefined): string {
  return ms === undefined ? '–' : formatDuration(ms);
}

/** How much of the budget the machine takes: the rest is for the words. */
function share({ p50 }: Spread, budgetMs: number): string {
  return p50 === undefined || budgetMs === 0 ? '–' : `${Math.round((p50 / budgetMs) * 100)} %`;
}

function overBudget(scene: SceneReport | undefined): boolean {
  return scene?.p95 !== undefined && scene.p95 > scene.budgetMs;
}

function cutLines({ minutes, plannedMs, leaveOut, leftMs, fits }: Cuts, theme: Theme, out: Out): string[] {
  const spare = minutes * 60_000 - leftMs;
  const plan = `The talk is planned to take ${formatDuration(plannedMs)}.`;
  const without = leaveOut.join(', ');
  const fitting =
    leaveOut.length === 0
      ? `It fits, with ${formatDuration(spare)} to spare.`
      : `Leave out ${without}: then it takes ${formatDuration(leftMs)}. pycont scene goto passes over a scene.`;
  const tooLong =
    leaveOut.length === 0
      ? 'There is no scene to leave out but the first and the last: shorten their budgets.'
      : `Even without ${without} it takes ${formatDuration(leftMs)}: shorten the budgets.`;
  const advice = fits ? fitting : tooLong;
  return [theme.bold(`For ${minutes} minutes`), ...wrap(`${plan} ${advice}`, textWidth(out))];
}
