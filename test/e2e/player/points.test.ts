/** The point of each scene is on the screen when it is made: in small windows too, and in both languages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { loadTalkFile } from '../../../src/show/format/talk/talk-file.ts';
import { allFixes } from '../../../src/show/journal/fixes.ts';
import { Talk, talkFolder } from '../../../src/show/journal/talk.ts';
import { openRuntime } from '../../../src/show/player/open-runtime.ts';
import { playScene } from '../../../src/show/player/play-scene.ts';
import { restoreStage } from '../../../src/show/player/restore-stage.ts';
import { stateLost } from '../../../src/show/journal/state-lost.ts';
import { openStage } from '../../../src/stage/open-stage.ts';
import { packageRoot } from '../../../src/system/package-root.ts';
import { Hall } from '../hall/hall.ts';
import { POINTS } from '../hall/points.ts';
import { pycont } from '../rehearsal.ts';

const folder = join(packageRoot(), 'scenes');
const [english, czech] = await Promise.all([loadScenes(folder), loadScenes(folder, 'cs')]);
const hall = new Hall({ en: english, cs: czech });
const home = mkdtempSync(join(tmpdir(), 'pycont-points-'));

beforeAll(async () => {
  const { workspace, ...files } = talkFolder(join(home, 'talk'));
  const talk = await Talk.open(english, { workspace, ...files });
  const { owns } = await loadTalkFile(folder);
  const stage = await openStage('embedded', { home, workspace, fixes: allFixes(english), owns });
  const runtime = await openRuntime(stage, { workspace, ...files }, new AbortController().signal, () => {}, {
    env: { TALK_DIR: folder },
  });
  await talk.record({ kind: 'talk-started', scenes: folder, stage: 'embedded', language: 'en' });
  await talk.record(stateLost({ of: 'new-talk' }));
  await restoreStage(talk, runtime, () => {});
  try {
    for (const scene of english)
      if ((await playScene(scene, { talk, runtime, presenter: hall })) !== 'done') break;
  } finally {
    await talk.close();
  }
}, 300_000);

afterAll(async () => {
  hall.close();
  await pycont(['stage', 'down', '--stage', 'embedded'], { PYCONT_HOME: home });
  rmSync(home, { recursive: true, force: true });
});

test('the talk is played to its end', () => {
  expect(hall.failures).toEqual([]);
});

test('every scene has a point', () => {
  expect(new Set(POINTS.map(({ scene }) => scene))).toEqual(new Set(english.map(({ id }) => id)));
});

/** Without the bar beside an output. */
async function rowsOf(step: string, window: string): Promise<string[]> {
  const seen = await hall.seen.get(step);
  return seen?.[window]!.map((row) => row.replace(/^ *│ ?/, '').trim()) ?? [];
}

const seats = POINTS.flatMap((point) => hall.windows.map((window) => ({ ...point, window })));

test.each(seats)('$scene/$step in $window', async ({ scene, step, shows, window }) => {
  const rows = await rowsOf(`${scene}/${step}`, window);
  // A row may end in the middle of a word, or between two.
  const lines = [...rows, rows.join(' '), rows.join('')];
  const missing = shows.filter((each) => !lines.some((line) => each.test(line)));
  expect(missing, `the screen was\n${rows.join('\n')}`).toEqual([]);
});

test.each(hall.windows)('the time beside a step is that of its command, in %s', async (window) => {
  const screen = (await rowsOf('signals/stop-it', window)).join('\n');
  const [, command, player] = /^real\s+0m(\d+)[^]*^✓ (\d+)/m.exec(screen) ?? [];
  // Each rounds in its own way.
  expect(Math.abs(Number(command) - Number(player)), screen).toBeLessThanOrEqual(1);
});
