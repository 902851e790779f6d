/** Kills the player at every boundary of its journal, scene after scene, on the embedded stage. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { readJournal } from '../../../src/show/journal/journal.ts';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { changesState } from '../../../src/show/player/restore-stage.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { CommandStep, LoadedScene } from '../../../src/show/format/scene.ts';
import { pycont } from '../rehearsal.ts';
import { recordedHome } from './recorded-home.ts';

const scenes = await loadScenes(join(packageRoot(), 'scenes'));
const recorded = recordedHome();
const stage = { PYCONT_HOME: recorded.home };
const journal = join(recorded.home, 'talk', 'journal.jsonl');
const HOOK = join(packageRoot(), 'test', 'cli', 'kill-hook.ts');
const LIVES = 90;

beforeAll(async () => {
  writeFileSync(recorded.env.KILLED_AT!, '');
  await pycont(['--stage', 'embedded', 'stage', 'up'], stage);
});

afterAll(async () => {
  await pycont(['stage', 'down'], stage);
  recorded.remove();
});

async function isDone(scene: string): Promise<boolean> {
  const { records } = await readJournal(journal);
  return records.some((record) => record.kind === 'scene-done' && record.scene === scene);
}

/** Players follow one another until the scene is done. @returns how many were killed */
async function playKilled(scene: string): Promise<number> {
  let killed = 0;
  while (!(await isDone(scene))) {
    expect(killed, 'the scene does not end').toBeLessThan(LIVES);
    const args = ['--import', HOOK, join(packageRoot(), 'bin', 'pycont')];
    const player = await execa(
      process.execPath,
      [...args, '--stage', 'embedded', '--lang', 'en', 'scene', 'next', '--yes'],
      { env: recorded.env, reject: false, timeout: 180_000 },
    );
    if (player.signal === 'SIGKILL') killed += 1;
    else expect(player.exitCode, `${player.stdout}\n${player.stderr}`).toBe(0);
  }
  return killed;
}

function commands(steps: (scene: LoadedScene) => CommandStep[]): string[] {
  return scenes.flatMap(steps).map(({ command }) => command.replaceAll('\n', ' '));
}

const asked = ({ expectations }: CommandStep) => expectations.some(({ kind }) => kind === 'check');
const changing = (scene: LoadedScene) =>
  stepsOf(scene).flatMap((step) => (step.kind === 'command' && changesState(step) ? [step] : []));

test('every step that changes the stage has a check, but for pushes', () => {
  const unasked = commands((scene) => changing(scene).filter((step) => !asked(step)));
  // A push that is done twice leaves the same image there.
  expect(unasked.filter((command) => !command.startsWith('docker push '))).toEqual([]);
});

test.each(scenes.map(({ id }) => id))(
  'killed at every boundary of its journal, scene %s comes to its end',
  async (id) => {
    const scene = scenes.find((scene) => scene.id === id)!;
    const killed = await playKilled(id);
    // Intent, deed and completion of every step; a fix and a stop as well; and the end of the scene.
    const steps = stepsOf(scene).length;
    expect(killed).toBeGreaterThanOrEqual(3 * steps);
    const { records } = await readJournal(journal);
    const done = records.flatMap((record) =>
      record.kind === 'step-done' && record.scene === id ? [record.step] : [],
    );
    expect(done).toEqual(stepsOf(scene).map((step) => step.id));
    if (id === 'scale') await expectDeploymentChangedOnce();
  },
  240_000,
);

/** Created, four images, scaled to two and back; each image a revision. */
async function expectDeploymentChangedOnce(): Promise<void> {
  const { stdout } = await pycont(['stage', 'env'], stage);
  const { stdout: counted } = await execa(
    'bash',
    [
      '-c',
      `${stdout}\nkubectl get deployment kad -o jsonpath='{.metadata.generation} {.metadata.annotations.deployment\\.kubernetes\\.io/revision}'`,
    ],
    { env: stage },
  );
  expect(counted).toBe('7 5');
}

test('what changes the stage was done exactly once and in order', async () => {
  const ran = recorded.succeeded();
  const once = commands((scene) => changing(scene).filter(asked));
  expect(ran.filter((command) => once.includes(command))).toEqual(once);
  for (const push of commands(changing).filter((command) => command.startsWith('docker push ')))
    expect(ran.filter((command) => command === push).length, push).toBeLessThanOrEqual(2);
  const log = await execa('git', ['log', '--reverse', '--format=%s'], {
    cwd: join(recorded.home, 'talk', 'workspace'),
  });
  expect(log.stdout.split('\n')).toHaveLength(5);
  expect(readFileSync(recorded.env.KILLED_AT!, 'utf8').trim().split('\n').length).toBeGreaterThan(3 * 89);
});
