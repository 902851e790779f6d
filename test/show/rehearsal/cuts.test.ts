import { expect, test } from 'vitest';
import { cutsFor } from '../../../src/show/rehearsal/cuts.ts';
import type { SceneReport } from '../../../src/show/rehearsal/report.ts';

const scenesOf = (...minutes: number[]): SceneReport[] =>
  minutes.map((budget, index) => ({
    number: index + 1,
    id: String(index + 1),
    title: `The ${index + 1}`,
    budgetMs: budget * 60_000,
    runs: 1,
    failures: 0,
    p50: 1_000,
    p95: 1_000,
    steps: [],
  }));

test('for a shorter slot the fewest scenes are left out, and never the first or the last', () => {
  const scenes = scenesOf(5, 2, 3, 1, 4);
  // The last takes longer than its budget.
  scenes[4]!.p50 = 6 * 60_000;
  expect(cutsFor(scenes, 20)).toMatchObject({ plannedMs: 17 * 60_000, leaveOut: [], fits: true });
  expect(cutsFor(scenes, 16).leaveOut).toEqual(['4']);
  expect(cutsFor(scenes, 15).leaveOut).toEqual(['2']);
  expect(cutsFor(scenes, 13)).toMatchObject({ leaveOut: ['3', '4'], leftMs: 13 * 60_000, fits: true });
  expect(cutsFor(scenes, 5)).toMatchObject({ leaveOut: ['2', '3', '4'], fits: false });
});

test('what a scene that stays needs is never left out, and a scene goes before what it needs', () => {
  const scenes = scenesOf(1, 2, 3, 4, 2);
  const needs = (of: Record<string, string[]>) =>
    Object.entries(of).map(([id, each]) => ({ id, needs: each }));
  // The last scene needs the fourth, which needs the second.
  const chain = needs({ 5: ['4'], 4: ['2'] });
  expect(cutsFor(scenes, 11, chain).leaveOut).toEqual(['3']);
  expect(cutsFor(scenes, 5, chain)).toMatchObject({ leaveOut: ['3'], leftMs: 9 * 60_000, fits: false });
  // Only without the third can the second be left out.
  const one = needs({ 3: ['2'] });
  expect(cutsFor(scenes, 10, one).leaveOut).toEqual(['3']);
  expect(cutsFor(scenes, 8.5, one).leaveOut).toEqual(['4']);
  expect(cutsFor(scenesOf(1, 5, 3, 4, 2), 7, one).leaveOut).toEqual(['2', '3']);
});

test('it says what each cut loses', () => {
  const described = [{ id: '2', summary: 'How it crashed.' }];
  expect(cutsFor(scenesOf(1, 2, 3, 1), 2, described).cuts).toEqual([
    { number: 2, id: '2', ms: 120_000, loses: 'How it crashed.' },
    { number: 3, id: '3', ms: 180_000, loses: 'The 3' },
  ]);
});

test('of very many scenes the longest are left out that nothing else needs', () => {
  const scenes = scenesOf(1, ...Array.from({ length: 30 }, (_, index) => index + 1), 1);
  const chain = [{ id: '5', needs: ['31'] }];
  expect(cutsFor(scenes, 467 - 59, chain).leaveOut).toEqual(['29', '30', '28'].toSorted());
});
