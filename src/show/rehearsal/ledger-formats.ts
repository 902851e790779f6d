/** A rehearsal in formats of other programs: JUnit XML for CI, Markdown for a summary page. */
import { english } from '../../messages/index.ts';
import type { Ledger, SceneRow, StepRow } from './ledger.ts';
import type { Cuts } from './cuts.ts';
import type { Report, Spread } from './report.ts';

/** One test suite for each scene, one test case for each step; a scene that was not run is skipped. Times in seconds. */
export function junitOf(ledger: Ledger): string {
  const suites = ledger.scenes.map((scene) => suite(scene, ledger));
  const totals = countsOf(ledger.scenes, ledger.ms);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pycont rehearse" ${totals}>\n${suites.join('')}</testsuites>\n`;
}

function suite(scene: SceneRow, { startedAt, stage }: Ledger): string {
  const { id, title, steps, ms, verdict } = scene;
  const cases =
    verdict === 'not run'
      ? [`    <testcase classname="${xml(id)}" name="${xml(title)}" time="0"><skipped/></testcase>\n`]
      : steps.map((step) => testCase(step, id));
  return `  <testsuite name="${xml(id)}" ${countsOf([scene], ms)} timestamp="${startedAt.slice(0, 19)}" hostname="${xml(stage)}">\n${cases.join('')}  </testsuite>\n`;
}

function countsOf(scenes: readonly SceneRow[], ms: number): string {
  const steps = scenes.flatMap((scene) => scene.steps);
  const skipped = scenes.filter(({ verdict }) => verdict === 'not run').length;
  const failures = steps.filter(({ verdict }) => verdict === 'failed').length;
  return `tests="${steps.length + skipped}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds(ms)}"`;
}

function testCase({ name, ms, failures, command, output }: StepRow, scene: string): string {
  const open = `    <testcase classname="${xml(scene)}" name="${xml(String(name))}" time="${seconds(ms)}"`;
  if (failures.length === 0) return `${open}/>\n`;
  const [first] = failures;
  const details = failures.map(({ expected, got }) => `expected ${expected}\ngot ${got}`).join('\n');
  const out = output ? `<system-out>${xml(output)}</system-out>` : '';
  return `${open}><failure type="expectation" message="${xml(`expected ${first!.expected}`)}">${xml(`$ ${command}\n${details}`)}</failure>${out}</testcase>\n`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

function xml(text: string): string {
  return plain(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Without characters that XML does not allow, and those that would control the terminal that shows it. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Cs}/gu, '');
}

export function markdownOf(ledger: Ledger): string {
  const rows = ledger.scenes.map(({ number, id, title, steps, ms, budgetMs, verdict }) => [
    String(number),
    id,
    title,
    String(steps.length),
    verdict === 'not run' ? '–' : english.time(ms),
    english.time(budgetMs),
    verdict,
  ]);
  const failures = ledger.scenes.flatMap(({ id, steps }) =>
    steps.filter(({ verdict }) => verdict === 'failed').map((step) => failureOf(id, step)),
  );
  const head = `## Rehearsal: ${ledger.verdict}\n\n${ledger.startedAt}, ${ledger.stage} stage, ${english.time(ledger.ms)}\n\n`;
  const titles = ['#', 'scene', 'title', 'steps', 'time', 'budget', 'verdict'];
  return `${head}${table(titles, rows)}${failures.join('')}`;
}

function failureOf(scene: string, { name, command, failures, output }: StepRow): string {
  const details = failures.map(({ expected, got }) => `expected ${expected}\ngot      ${got}`);
  const lines = plain([`$ ${command}`, ...details, ...(output ? ['', output.trimEnd()] : [])].join('\n'));
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `\n### ${scene}: ${cell(String(name))}\n\n${fence}text\n${lines}\n${fence}\n`;
}

export function markdownReportOf(report: Report): string {
  const row = (label: string[], each: Spread) => [
    ...label,
    ...[each.p50, each.p95].map((ms) => (ms === undefined ? '–' : english.time(ms))),
    `${each.runs}${each.failures > 0 ? ` (${each.failures} failed)` : ''}`,
  ];
  const scenes = report.scenes.map((scene) =>
    row([String(scene.number), scene.id, english.time(scene.budgetMs)], scene),
  );
  const steps = report.scenes.flatMap((scene) =>
    scene.steps.map((step) => row([scene.id, String(step.name)], step)),
  );
  const titles = ['p50', 'p95', 'runs'];
  return [
    `## ${report.runs} rehearsals\n`,
    table(['#', 'scene', 'budget', ...titles], scenes),
    '### Steps\n',
    table(['scene', 'step', ...titles], steps),
    ...(report.cuts ? [cutsOf(report.cuts)] : []),
  ].join('\n');
}

function cutsOf({ minutes, leaveOut, cuts, leftMs, fits }: Cuts): string {
  const what = leaveOut.length === 0 ? 'nothing to leave out' : `leave out ${leaveOut.join(', ')}`;
  const lost = cuts.map(({ number, id, ms, loses }) => `- ${number} ${id} (${english.time(ms)}): ${loses}\n`);
  const head = `For ${minutes} minutes: ${what} (${english.time(leftMs)} planned${fits ? '' : ', too long'})\n`;
  return lost.length === 0 ? head : `${head}\n${lost.join('')}`;
}

function table(titles: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |\n`;
  return `${line(titles)}|${' --- |'.repeat(titles.length)}\n${rows.map(line).join('')}`;
}

function cell(text: string): string {
  return plain(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
}
