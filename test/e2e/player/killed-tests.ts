/** Kills the player at every boundary of its journal, scene after scene, on an embedded stage of its own. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { readJournal } from '../../../src/show/journal/journal.ts';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { LoadedScene } from '../../../src/show/format/scene.ts';
import { pycont } from '../rehearsal.ts';
import { changing, commands, hasCheck } from './changing-steps.ts';
import { recordedHome } from './recorded-home.ts';

const HOOK = join(packageRoot(), 'test', 'cli', 'kill-hook.ts');
const LIVES = 90;

/** Two files play them side by side, each in its own home. */
export function halves(scenes: readonly LoadedScene[]): { early: LoadedScene[]; late: LoadedScene[] } {
  const first = scenes.findIndex(({ id }) => id === 'crash');
  return { early: scenes.slice(0, first), late: scenes.slice(first) };
}

export interface Counted {
  /** Commits of the workspace: the opening version, and one for each fix. */
  commits: number;
  /** Generation and revision of the deployment that all of the talk is about, after this scene. */
  deployment: { after: string; generation: number; revision: number };
}

/** @param scenes of the shipped talk, which follow one another; unless it begins the talk, the first is entered by `goto` */
export function testKilled(scenes: readonly LoadedScene[], counted: Counted): void {
  const recorded = recordedHome();
  const stage = { PYCONT_HOME: recorded.home };
  const journal = join(recorded.home, 'talk', 'journal.jsonl');

  beforeAll(async () => {
    writeFileSync(recorded.env.KILLED_AT!, '');
    await pycont(['--stage', 'embedded', 'stage', 'up'], stage);
    const { number, id } = scenes[0]!;
    if (number === 1) return;
    const gone = await pycont(['--stage', 'embedded', 'scene', 'goto', id], stage);
    expect(gone.exitCode, gone.stderr).toBe(0);
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

  test.each(scenes.map((scene) => [scene.id, scene] as const))(
    'killed at every boundary of its journal, scene %s comes to its end',
    async (id, scene) => {
      const killed = await playKilled(id);
      // Intent, deed and completion of every step; a fix and a stop as well; and the end of the scene.
      const steps = stepsOf(scene).length;
      expect(killed).toBeGreaterThanOrEqual(3 * steps);
      const { records } = await readJournal(journal);
      const done = records.flatMap((record) =>
        record.kind === 'step-done' && record.scene === id ? [record.step] : [],
      );
      expect(done).toEqual(stepsOf(scene).map((step) => step.id));
      if (id === counted.deployment.after) await expectDeploymentChangedOnce();
    },
    240_000,
  );

  async function expectDeploymentChangedOnce(): Promise<void> {
    const { stdout } = await pycont(['stage', 'env'], stage);
    const { stdout: found } = await execa(
      'bash',
      [
        '-c',
        `${stdout}\nkubectl get deployment kad -o jsonpath='{.metadata.generation} {.metadata.annotations.deployment\\.kubernetes\\.io/revision}'`,
      ],
      { env: stage },
    );
    const { generation, revision } = counted.deployment;
    expect(found).toBe(`${generation} ${revision}`);
  }

  test('what changes the stage was done exactly once and in order', async () => {
    const ran = recorded.succeeded();
    const once = commands(scenes, (scene) => changing(scene).filter(hasCheck));
    expect(ran.filter((command) => once.includes(command))).toEqual(once);
    for (const push of commands(scenes, changing).filter((command) => command.startsWith('docker push ')))
      expect(ran.filter((command) => command === push).length, push).toBeLessThanOrEqual(2);
    const log = await execa('git', ['log', '--reverse', '--format=%s'], {
      cwd: join(recorded.home, 'talk', 'workspace'),
    });
    expect(log.stdout.split('\n')).toHaveLength(counted.commits);
    const steps = scenes.flatMap((scene) => stepsOf(scene)).length;
    expect(readFileSync(recorded.env.KILLED_AT!, 'utf8').trim().split('\n').length).toBeGreaterThan(
      3 * steps,
    );
  });
}
