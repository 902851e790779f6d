/** Kills the player at every boundary of its journal, scene after scene, on an embedded stage of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepsOf } from '../../../src/show/format/scene.ts';
import type { LoadedScene } from '../../../src/show/format/scene.ts';
import { pycont } from '../rehearsal.ts';
import { changing, commands, hasCheck } from './changing-steps.ts';
import { forgetKills, playKilled } from './play-killed.ts';
import { recordedHome } from './recorded-home.ts';

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

  beforeAll(async () => {
    forgetKills(recorded);
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

  test.each(scenes.map((scene) => [scene.id, scene] as const))(
    'killed at every boundary of its journal, scene %s comes to its end',
    async (id, scene) => {
      await playKilled(scene, recorded);
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
