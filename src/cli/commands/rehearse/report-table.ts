/** The durations of past rehearsals, as tables. */
import type { Cuts, Report, SceneReport, Spread, StepReport } from '../../../show/index.ts';
import { REPORT, TABLE } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { columnsOf, textWidth, wrap } from '../../terminal/output/output.ts';
import type { Out, Theme } from '../../terminal/output/output.ts';
import { table } from '../../terminal/output/output-table.ts';

const sceneColumns = (translate: Translate) => [
  { title: '#', right: true },
  { title: translate(TABLE.scene), shrink: 3 },
  { title: translate(TABLE.runs), right: true, shrink: 2 },
  { title: translate(TABLE.failed), right: true, shrink: 1 },
  { title: 'p50', right: true },
  { title: 'p95', right: true },
  { title: translate(TABLE.budget), right: true },
  { title: translate(TABLE.ofBudget), right: true, shrink: 0 },
];
const stepColumns = (translate: Translate) => [
  { title: translate(TABLE.scene), shrink: 1 },
  { title: translate(TABLE.step), shrink: 2 },
  { title: translate(TABLE.runs), right: true, shrink: 0 },
  { title: 'p50', right: true },
  { title: 'p95', right: true },
];

export function renderReport(report: Report, theme: Theme, out: Out, translate: Translate): string {
  const width = columnsOf(out) - 2;
  const { runs, scenes, total } = report;
  const rows = [
    ...scenes.map((scene) => sceneRow(scene, translate)),
    [
      '',
      translate(TABLE.total),
      ...facts(total, translate),
      translate.time(total.budgetMs),
      share(total, total.budgetMs, translate),
    ],
  ];
  const [head, ...body] = table(sceneColumns(translate), rows, width);
  const steps = (all: StepReport[]) => {
    const [titles, ...lines] = table(
      stepColumns(translate),
      all.map((step) => stepRow(step, translate)),
      width,
    );
    return [theme.dim(titles!), ...lines];
  };
  const lines = [
    theme.bold(translate(REPORT.rehearsals({ count: runs }))) + theme.dim(` ${days(report, translate)}`),
    '',
    theme.dim(head!),
    ...body.map((line, index) => (overBudget(scenes[index]) ? theme.bad(line) : line)),
    '',
    theme.bold(translate(REPORT.slowest)),
    ...steps(report.slowest),
    '',
    theme.bold(translate(REPORT.all)),
    ...steps(scenes.flatMap((scene) => scene.steps)),
    ...(report.cuts ? ['', ...cutLines(report.cuts, theme, out, translate)] : []),
  ];
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
}

function days({ from: first = '', to: last = '' }: Report, translate: Translate): string {
  const [from, to] = [first.slice(0, 10), last.slice(0, 10)];
  return from === to ? from : translate(REPORT.days({ from, to }));
}

function sceneRow(scene: SceneReport, translate: Translate): string[] {
  const { number, id, budgetMs } = scene;
  return [
    String(number),
    id,
    ...facts(scene, translate),
    translate.time(budgetMs),
    share(scene, budgetMs, translate),
  ];
}

function facts({ runs, failures, p50, p95 }: Spread, translate: Translate): string[] {
  return [String(runs), failures === 0 ? '' : String(failures), time(p50, translate), time(p95, translate)];
}

function stepRow({ scene, name, runs, p50, p95 }: StepReport, translate: Translate): string[] {
  return [scene, translate(name), String(runs), time(p50, translate), time(p95, translate)];
}

function time(ms: number | undefined, translate: Translate): string {
  return ms === undefined ? '–' : translate.time(ms);
}

/** The part of the budget that the steps take: the rest is for speech. */
function share({ p50 }: Spread, budgetMs: number, translate: Translate): string {
  if (p50 === undefined || budgetMs === 0) return '–';
  return translate(REPORT.percent({ percent: Math.round((p50 / budgetMs) * 100) }));
}

function overBudget(scene: SceneReport | undefined): boolean {
  return scene?.p95 !== undefined && scene.p95 > scene.budgetMs;
}

function cutLines(cuts: Cuts, theme: Theme, out: Out, translate: Translate): string[] {
  const { minutes, plannedMs } = cuts;
  const text = `${translate(REPORT.planned({ ms: plannedMs }))} ${translate(advice(cuts))}`;
  const lost = cuts.cuts.flatMap(({ id, ...cut }) =>
    wrap(translate(REPORT.loses({ ...cut, scene: id })), textWidth(out)),
  );
  return [theme.bold(translate(REPORT.forMinutes({ minutes }))), ...wrap(text, textWidth(out)), ...lost];
}

function advice({ minutes, leaveOut, leftMs, fits }: Cuts): Text {
  if (leaveOut.length === 0)
    return fits ? REPORT.fits({ spareMs: minutes * 60_000 - leftMs }) : REPORT.nothingToLeaveOut;
  const without = { scenes: leaveOut, ms: leftMs };
  return fits ? REPORT.leaveOut(without) : REPORT.tooLong(without);
}
