/** Players that are killed at every boundary of their journal, one after the other, until their scene is done. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { readJournal } from '../../../src/show/journal/journal.ts';
import type { JournalRecord } from '../../../src/show/journal/journal-record.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { LoadedScene } from '../../../src/show/format/scene.ts';
import type { RecordedHome } from './recorded-home.ts';

const HOOK = join(packageRoot(), 'test', 'cli', 'kill-hook.ts');
const LIVES = 90;

/** Where no player was killed yet. */
export function forgetKills({ env }: RecordedHome): void {
  writeFileSync(env.KILLED_AT!, '');
}

/** @param flags of every player, before its command */
export async function playKilled(
  scene: LoadedScene,
  recorded: RecordedHome,
  flags: string[] = [],
): Promise<void> {
  const records = async (): Promise<readonly JournalRecord[]> =>
    (await readJournal(join(recorded.home, 'talk', 'journal.jsonl'))).records;
  const isDone = (record: JournalRecord) => record.kind === 'scene-done' && record.scene === scene.id;
  const hooked = ['--import', HOOK, join(packageRoot(), 'bin', 'pycont')];
  const words = hooked.concat('--stage', 'embedded', '--lang', 'en', flags, 'scene', 'next', '--yes');
  let killed = 0;
  while (!(await records()).some(isDone)) {
    expect(killed, 'the scene does not end').toBeLessThan(LIVES);
    const player = await execa(process.execPath, words, {
      env: recorded.env,
      reject: false,
      timeout: 180_000,
    });
    if (player.signal === 'SIGKILL') killed += 1;
    else expect(player.exitCode, `${player.stdout}\n${player.stderr}`).toBe(0);
  }
  // Intent, deed and completion of every step; a fix and a stop as well; and the end of the scene.
  const ids = stepsOf(scene).map(({ id }) => id);
  expect(killed).toBeGreaterThanOrEqual(3 * ids.length);
  const done = (await records()).flatMap((record) =>
    record.kind === 'step-done' && record.scene === scene.id ? [record.step] : [],
  );
  expect(done).toEqual(ids);
}
