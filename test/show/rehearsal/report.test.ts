import { expect, test } from 'vitest';
import { junitOf, markdownOf, markdownReportOf } from '../../../src/show/rehearsal/ledger-formats.ts';
import type { Ledger, SceneRow, StepRow } from '../../../src/show/rehearsal/ledger.ts';
import { percentile, reportOf } from '../../../src/show/rehearsal/report.ts';

const step = (id: string, ms: number, more: Partial<StepRow> = {}): StepRow => ({
  id,
  name: `the ${id}`,
  kind: 'command',
  command: `echo ${id}`,
  verdict: 'passed',
  ms,
  attempts: 1,
  failures: [],
  ...more,
});
const scene = (
  number: number,
  id: string,
  ms: number,
  steps: StepRow[],
  more: Partial<SceneRow> = {},
): SceneRow => ({
  number,
  id,
  title: `The ${id}`,
  budgetMs: 60_000,
  ms,
  verdict: 'passed',
  steps,
  ...more,
});
const ledger = (day: number, scenes: SceneRow[], verdict: Ledger['verdict'] = 'passed'): Ledger => ({
  version: 1,
  startedAt: `2030-01-0${day}T00:00:00.000Z`,
  talk: '/talk',
  stage: 'embedded',
  language: 'en',
  ms: 1_000 * day,
  verdict,
  scenes,
});
const broken = step('b', 9, {
  verdict: 'failed',
  failures: [{ expected: 'exit code 0', got: '<1> & "so" \u001B[1m' }],
  output: 'a ]]> b\u0000',
});

test('percentiles are of the nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([50, 95, 100]);
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([], 0.5)).toBeUndefined();
});

test('only what passed is measured, and failures are counted', () => {
  const report = reportOf([
    ledger(1, [scene(1, 'x', 30, [step('a', 10), step('b', 20)])]),
    ledger(2, [scene(1, 'x', 21, [step('a', 12), broken], { verdict: 'failed' })], 'failed'),
    ledger(3, [scene(1, 'x', 50, [step('a', 30), step('b', 20)])]),
  ]);
  expect(report).toMatchObject({ runs: 3, from: '2030-01-01T00:00:00.000Z', to: '2030-01-03T00:00:00.000Z' });
  expect(report.scenes[0]).toMatchObject({ runs: 2, failures: 1, p50: 30, p95: 50 });
  expect(report.scenes[0]!.steps).toMatchObject([
    { id: 'a', runs: 3, p50: 12, p95: 30 },
    { id: 'b', runs: 2, failures: 1, p50: 20 },
  ]);
  expect(report.slowest.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(report.total).toMatchObject({ runs: 2, failures: 1, p50: 1_000, budgetMs: 60_000 });
});

test('a step that only an interrupted run has, and a scene that is gone from the talk, are left out', () => {
  const whole = scene(1, 'x', 30, [step('a', 10), step('b', 20)]);
  const report = reportOf([
    ledger(1, [whole, scene(2, 'gone', 5, [])]),
    ledger(2, [whole, scene(2, 'y', 5, [step('c', 5)])]),
    ledger(3, [scene(1, 'x', 3, [broken], { verdict: 'failed' })], 'failed'),
  ]);
  expect(report.scenes.map(({ id, steps }) => [id, steps.length])).toEqual([
    ['x', 2],
    ['y', 1],
  ]);
});

test('JUnit XML holds every verdict, and nothing that XML forbids', () => {
  const text = junitOf(
    ledger(
      1,
      [scene(1, 'x', 30, [step('a', 1_500), broken]), scene(2, 'y', 0, [], { verdict: 'not run' })],
      'failed',
    ),
  );
  expect(text).toContain(
    '<testsuites name="pycont rehearse" tests="3" failures="1" errors="0" skipped="1" time="1.000">',
  );
  expect(text).toContain('<testcase classname="x" name="the a" time="1.500"/>');
  expect(text).toContain(
    'got &lt;1&gt; &amp; &quot;so&quot; [1m</failure><system-out>a ]]&gt; b</system-out>',
  );
  expect(text).toContain('<skipped/>');
  // Each element is closed in its turn: no tag stands in another's text or attributes.
  const open: string[] = [];
  for (const [, close, name, empty] of text.matchAll(/<(\/?)([a-z-]+)(?: [a-z]+="[^"<>]*")*(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name!);
  }
  expect(open).toEqual([]);
  expect(text.replace(/<\?xml[^>]*\?>|<\/?[a-z-]+(?: [a-z]+="[^"<>]*")*\/?>/g, '')).not.toMatch(/[<>]/);
});

test('Markdown tells the failure in a block that its output cannot close', () => {
  const failed = { ...broken, output: '```\n| x\u0007', name: 'a|b' };
  const run = ledger(1, [scene(1, 'x', 30, [failed], { verdict: 'failed' })], 'failed');
  expect(markdownOf(run)).toContain('| 1 | x | The x | 1 | 30 ms | 1 min | failed |');
  expect(markdownOf(run)).toMatch(/### x: a\\\|b\n\n````text\n\$ echo b\n[^]*````\n$/);
  expect(markdownOf(run)).not.toContain('\u0007');
  expect(markdownReportOf(reportOf([run], 20))).toContain(
    'For 20 minutes: nothing to leave out (1 min planned)',
  );
});
