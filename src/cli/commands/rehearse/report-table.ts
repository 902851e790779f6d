/** What the rehearsals so far have taken, for a person. */
import type { Cuts, Report, SceneReport, Spread, StepReport } from '../../../show/index.ts';
import type { Say } from '../../language/index.ts';
import { columnsOf, textWidth, wrap } from '../../terminal/output/output.ts';
import type { Out, Theme } from '../../terminal/output/output.ts';
import { table } from '../../terminal/output/output-table.ts';

const sceneColumns = (say: Say) => [
  { title: '#', right: true },
  { title: say('table.scene'), yields: 3 },
  { title: say('table.runs'), right: true, yields: 2 },
  { title: say('table.failed'), right: true, yields: 1 },
  { title: 'p50', right: true },
  { title: 'p95', right: true },
  { title: say('table.budget'), right: true },
  { title: say('table.ofBudget'), right: true, yields: 0 },
];
const stepColumns = (say: Say) => [
  { title: say('table.scene'), yields: 1 },
  { title: say('table.step'), yields: 2 },
  { title: say('table.runs'), right: true, yields: 0 },
  { title: 'p50', right: true },
  { title: 'p95', right: true },
];

export function renderReport(report: Report, theme: Theme, out: Out, say: Say): string {
  const width = columnsOf(out) - 2;
  const { runs, scenes, total } = report;
  const rows = [
    ...scenes.map((scene) => sceneRow(scene, say)),
    ['', say('table.total'), ...facts(total, say), say.time(total.budgetMs), share(total, total.budgetMs)],
  ];
  const [head, ...body] = table(sceneColumns(say), rows, width);
  const steps = (all: StepReport[]) => {
    const [titles, ...lines] = table(
      stepColumns(say),
      all.map((step) => stepRow(step, say)),
      width,
    );
    return [theme.dim(titles!), ...lines];
  };
  const lines = [
    theme.bold(runs === 1 ? say('report.one') : say('report.many', { count: runs })) +
      theme.dim(` ${days(report, say)}`),
    '',
    theme.dim(head!),
    ...body.map((line, index) => (overBudget(scenes[index]) ? theme.bad(line) : line)),
    '',
    theme.bold(say('report.slowest')),
    ...steps(report.slowest),
    '',
    theme.bold(say('report.all')),
    ...steps(scenes.flatMap((scene) => scene.steps)),
    ...(report.cuts ? ['', ...cutLines(report.cuts, theme, out, say)] : []),
  ];
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

function days({ from: first = '', to: last = '' }: Report, say: Say): string {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  return from === to ? from : say('report.days', { from, to });
}

function sceneRow(scene: SceneReport, say: Say): string[] {
  const { number, id, budgetMs } = scene;
  return [String(number), id, ...facts(scene, say), say.time(budgetMs), share(scene, budgetMs)];
}

function facts({ runs, failures, p50, p95 }: Spread, say: Say): string[] {
  return [String(runs), failures === 0 ? '' : String(failures), time(p50, say), time(p95, say)];
}

function stepRow({ scene, name, runs, p50, p95 }: StepReport, say: Say): string[] {
  return [scene, name, String(runs), time(p50, say), time(p95, say)];
}

function time(ms: number | undefined, say: Say): string {
  return ms === undefined ? '–' : say.time(ms);
}

/** How much of the budget the machine takes: the rest is for the words. */
function share({ p50 }: Spread, budgetMs: number): string {
  return p50 === undefined || budgetMs === 0 ? '–' : `${Math.round((p50 / budgetMs) * 100)} %`;
}

function overBudget(scene: SceneReport | undefined): boolean {
  return scene?.p95 !== undefined && scene.p95 > scene.budgetMs;
}

function cutLines(cuts: Cuts, theme: Theme, out: Out, say: Say): string[] {
  const { minutes, plannedMs, leaveOut, leftMs, fits } = cuts;
  const whole = leaveOut.length === 0;
  const without = { scenes: leaveOut.join(', '), time: say.time(leftMs) };
  const spare = { time: say.time(minutes * 60_000 - leftMs) };
  const fitting = whole ? say('cuts.fits', spare) : say('cuts.leaveOut', without);
  const tooLong = whole ? say('cuts.nothing') : say('cuts.tooLong', without);
  const plan = say('cuts.plan', { time: say.time(plannedMs) });
  return [
    theme.bold(say('cuts.title', { minutes })),
    ...wrap(`${plan} ${fits ? fitting : tooLong}`, textWidth(out)),
  ];
}
