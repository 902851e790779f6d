/** A rehearsal for other programs: JUnit XML for CI, Markdown for a summary page. */
import { formatDuration } from './duration.ts';
import type { Ledger, SceneRow, StepRow } from './ledger.ts';
import type { Report, Spread } from './report.ts';

/** One test suite a scene, one test case a step; times in seconds. */
export function junitOf(ledger: Ledger): string {
  const suites = ledger.scenes.map((scene) => suite(scene, ledger));
  const count = ledger.scenes.flatMap(({ steps }) => steps);
  const failed = count.filter(({ verdict }) => verdict === 'failed').length;
  const totals = `tests="${count.length}" failures="${failed}" time="${seconds(ledger.ms)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pycont rehearse" ${totals}>\n${suites.join('')}</testsuites>\n`;
}

function suite({ id, title, steps, ms, verdict }: SceneRow, { startedAt, stage }: Ledger): string {
  const failed = steps.filter((step) => step.verdict === 'failed').length;
  const skipped = verdict === 'not run' ? 1 : 0;
  const cases = skipped
    ? [`    <testcase classname="${xml(id)}" name="${xml(title)}" time="0"><skipped/></testcase>\n`]
    : steps.map((step) => testCase(step, id));
  const counts = `tests="${cases.length}" failures="${failed}" skipped="${skipped}" time="${seconds(ms)}"`;
  return `  <testsuite name="${xml(id)}" ${counts} timestamp="${startedAt.slice(0, 19)}" hostname="${xml(stage)}">\n${cases.join('')}  </testsuite>\n`;
}

function testCase({ name, ms, failures, command, output }: StepRow, scene: string): string {
  const open = `    <testcase classname="${xml(scene)}" name="${xml(name)}" time="${seconds(ms)}"`;
  if (failures.length === 0) return `${open}/>\n`;
  const [first] = failures;
  const told = failures.map(({ expected, got }) => `expected ${expected}\ngot ${got}`).join('\n');
  const out = output ? `<system-out>${xml(output)}</system-out>` : '';
  return `${open}><failure message="${xml(`expected ${first!.expected}`)}">${xml(`$ ${command}\n${told}`)}</failure>${out}</testcase>\n`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}

/** Also drops what XML cannot hold at all. */
function xml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

export function markdownOf(ledger: Ledger): string {
  const rows = ledger.scenes.map(({ number, id, title, steps, ms, budgetMs, verdict }) => [
    String(number),
    id,
    title,
    String(steps.length),
    verdict === 'not run' ? '–' : formatDuration(ms),
    formatDuration(budgetMs),
    verdict,
  ]);
  const failures = ledger.scenes.flatMap(({ id, steps }) =>
    steps.filter(({ verdict }) => verdict === 'failed').map((step) => failureOf(id, step)),
  );
  const head = `## Rehearsal: ${ledger.verdict}\n\n${ledger.startedAt}, ${ledger.stage} stage, ${formatDuration(ledger.ms)}\n\n`;
  const titles = ['#', 'scene', 'title', 'steps', 'time', 'budget', 'verdict'];
  return `${head}${table(titles, rows)}${failures.join('')}`;
}

function failureOf(scene: string, { name, command, failures, output }: StepRow): string {
  const told = failures.map(({ expected, got }) => `expected ${expected}\ngot      ${got}`);
  const lines = [`$ ${command}`, ...told, ...(output ? ['', output.trimEnd()] : [])].join('\n');
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `\n### ${scene}: ${cell(name)}\n\n${fence}text\n${lines}\n${fence}\n`;
}

export function markdownReportOf(report: Report): string {
  const row = (label: string[], each: Spread) => [
    ...label,
    ...[each.p50, each.p95].map((ms) => (ms === undefined ? '–' : formatDuration(ms))),
    `${each.runs}${each.failures > 0 ? ` (${each.failures} failed)` : ''}`,
  ];
  const scenes = report.scenes.map((scene) =>
    row([String(scene.number), scene.id, formatDuration(scene.budgetMs)], scene),
  );
  const steps = report.scenes.flatMap((scene) => scene.steps.map((step) => row([scene.id, step.name], step)));
  const titles = ['p50', 'p95', 'runs'];
  return [
    `## ${report.runs} rehearsals\n`,
    table(['#', 'scene', 'budget', ...titles], scenes),
    '### Steps\n',
    table(['scene', 'step', ...titles], steps),
    ...(report.cuts
      ? [
          `For ${report.cuts.minutes} minutes: ${report.cuts.leaveOut.length === 0 ? 'nothing to leave out' : `leave out ${report.cuts.leaveOut.join(', ')}`} (${formatDuration(report.cuts.leftMs)} planned)\n`,
        ]
      : []),
  ].join('\n');
}

function table(titles: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |\n`;
  return `${line(titles)}|${' --- |'.repeat(titles.length)}\n${rows.map(line).join('')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
