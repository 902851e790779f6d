/** Whatever was played before, a scene that is entered by `goto` plays as it does after those before it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { readJournal } from '../../../src/show/journal/journal.ts';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import { pycont } from '../rehearsal.ts';

const home = mkdtempSync(join(tmpdir(), 'pycont-orders-'));
const env = { PYCONT_HOME: home };
const scenes = await loadScenes(join(packageRoot(), 'scenes'));
/** Every run has an order of its own; a failure names it, and ORDER plays it again. */
const order = process.env.ORDER?.split(',') ?? shuffled(scenes.map(({ id }) => id));

function shuffled(ids: readonly string[]): string[] {
  const keys = new Map(ids.map((id) => [id, Math.random()]));
  return ids.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
}

afterAll(async () => {
  await pycont(['stage', 'down'], env);
  rmSync(home, { recursive: true, force: true });
});

test.each(order)('scene %s plays the same from goto, in the state that another left', async (id) => {
  const told = `ORDER=${order.join(',')}`;
  const gone = await pycont(['--stage', 'embedded', 'scene', 'goto', id], env);
  expect(gone.exitCode, `${told}\n${gone.stderr}`).toBe(0);
  const played = await pycont(['--stage', 'embedded', 'scene', 'next', '--yes'], env);
  expect(played.exitCode, `${told}\n${played.stdout}`).toBe(0);
  const { records } = await readJournal(join(home, 'talk', 'journal.jsonl'));
  const here = records.slice(records.findLastIndex(({ kind }) => kind === 'scene-started'));
  const verdicts = here.flatMap((record) =>
    record.kind === 'step-done' || record.kind === 'step-failed' ? [`${record.kind} ${record.step}`] : [],
  );
  // That is what the whole talk, played from its start, comes to.
  const scene = scenes.find((scene) => scene.id === id)!;
  expect(verdicts, told).toEqual(stepsOf(scene).map((step) => `step-done ${step.id}`));
});
