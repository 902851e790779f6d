/** Talks about other things than pycont's: with a namespace, files, endless logs and a shell in a container. */
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { commandOf, stepsOf } from '../../../src/show/format/scene.ts';
import type { Step } from '../../../src/show/format/scene.ts';
import { Terminal } from '../../cli/terminal.ts';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';
import { changing } from './changing-steps.ts';
import { forgetKills, playKilled } from './play-killed.ts';
import { recordedHome } from './recorded-home.ts';

const ON_STAGE = ['--stage', 'embedded'];
const recorded = recordedHome();
const env = { PYCONT_HOME: recorded.home };

beforeAll(async () => {
  const up = await pycont([...ON_STAGE, 'stage', 'up'], env);
  expect(up.exitCode, up.stderr).toBe(0);
});

afterAll(async () => {
  await pycont(['stage', 'down'], env);
  recorded.remove();
});

/** Everything in the namespace of the demos, and all namespaces. */
async function objects(): Promise<string[]> {
  const command = 'kubectl get namespaces --output name; kubectl get all,configmaps -n demos --output name';
  const { stdout } = await execa('bash', ['-c', command], {
    env: await stageEnvironment('embedded', recorded.home),
  });
  return stdout.split('\n');
}

const folder = (demo: string) => join(import.meta.dirname, 'demos', demo);
const demos = await Promise.all(
  ['config-maps', 'graceful-termination'].map(
    async (demo) => [demo, await loadScenes(folder(demo))] as const,
  ),
);

describe.each(demos)('%s', (demo, scenes) => {
  const flags = ['--lang', 'en', '--scenes', folder(demo)];
  const run = (...args: string[]) => pycont([...flags, ...ON_STAGE, ...args], env);
  async function succeeds(...args: string[]): Promise<void> {
    const { exitCode, stdout, stderr } = await run(...args);
    expect(exitCode, `${args.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
  }

  test('lint finds nothing', async () => {
    const { exitCode, stdout, stderr } = await run('lint', folder(demo));
    expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('no mistakes');
  });

  test('it rehearses twice in a row, and leaves nothing', async () => {
    for (let round = 0; round < 2; round += 1) {
      await succeeds('rehearse');
      expect(await objects()).not.toContain('namespace/demos');
    }
  });

  // A jump back, too.
  const anyOrder = scenes.toReversed().map((scene) => [scene.id, scene] as const);
  test.each(anyOrder)('scene %s after goto is undone and played', async (id, scene) => {
    await succeeds('scene', 'goto', id);
    const before = await objects();
    const terminal = new Terminal(
      [join(packageRoot(), 'bin', 'pycont'), ...flags, ...ON_STAGE, 'scene', 'next', '--type', 'none'],
      { ...process.env, ...env, TERM: 'xterm-256color' },
      process.execPath,
    );
    const offered = (step: Step) => terminal.sees(`${commandOf(step).split('\n').at(-1)!} ↵`);
    const change = changing(scene)[0]!;
    // Up to the first change of the scene.
    for (const item of scene.items) {
      if (item.kind === 'speech') await terminal.sees(/Narrator[^]*↵/);
      else if (item.kind === 'step') await offered(item.step);
      else continue;
      terminal.press('\r');
      if (item.kind === 'step') await terminal.sees('✓');
      if (item.kind === 'step' && item.step === change) break;
    }
    await terminal.sees('↵');
    expect(await objects()).not.toEqual(before);
    terminal.press('u');
    await terminal.sees('y');
    terminal.press('y');
    await offered(stepsOf(scene)[0]!);
    expect(await objects()).toEqual(before);
    terminal.press('q');
    await terminal.ends();
    await succeeds('scene', 'next');
  });

  test('reset leaves nothing', async () => {
    await succeeds('scene', 'goto', scenes.at(-1)!.id);
    expect(await objects()).toContain('namespace/demos');
    await succeeds('scene', 'reset');
    expect(await objects()).not.toContain('namespace/demos');
  });

  test('killed at every boundary of its journal, it comes to its end', async () => {
    forgetKills(recorded);
    for (const scene of scenes) await playKilled(scene, recorded, ['--scenes', folder(demo)]);
    await succeeds('scene', 'reset');
  });
});
