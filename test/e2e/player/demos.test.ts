/** Talks about other things than pycont's: with a namespace, files, endless logs and a shell in a container. */
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { loadScenes } from '../../../src/show/format/load-scenes.ts';
import { Terminal } from '../../cli/terminal.ts';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';
import { forgetKills, playKilled } from './play-killed.ts';
import { recordedHome } from './recorded-home.ts';

const recorded = recordedHome();
const env = { PYCONT_HOME: recorded.home };

beforeAll(async () => {
  const up = await pycont(['--stage', 'embedded', 'stage', 'up'], env);
  expect(up.exitCode, up.stderr).toBe(0);
});

afterAll(async () => {
  await pycont(['stage', 'down'], env);
  recorded.remove();
});

async function namespaces(): Promise<string[]> {
  const { stdout } = await execa('kubectl', ['get', 'namespaces', '--output', 'name'], {
    env: await stageEnvironment('embedded', recorded.home),
  });
  return stdout.split('\n').map((name) => name.replace('namespace/', ''));
}

const folder = (demo: string) => join(import.meta.dirname, 'demos', demo);
const demos = await Promise.all(
  ['config-maps', 'graceful-termination'].map(
    async (demo) => [demo, await loadScenes(folder(demo))] as const,
  ),
);

describe.each(demos)('%s', (demo, scenes) => {
  const flags = ['--lang', 'en', '--scenes', folder(demo)];
  const run = (...args: string[]) => pycont([...flags, '--stage', 'embedded', ...args], env);
  async function succeeds(...args: string[]): Promise<void> {
    const { exitCode, stdout, stderr } = await run(...args);
    expect(exitCode, `${args.join(' ')}\n${stdout}\n${stderr}`).toBe(0);
  }
  const [first, second] = scenes;

  test('lint finds nothing', async () => {
    const { exitCode, stdout, stderr } = await run('lint', folder(demo));
    expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('no mistakes');
  });

  test('it rehearses twice in a row, and leaves nothing', async () => {
    for (let round = 0; round < 2; round += 1) {
      await succeeds('rehearse');
      expect(await namespaces()).not.toContain('demos');
    }
  });

  test('every scene plays after goto, and again after undo', async () => {
    for (const { id } of [second!, first!]) {
      await succeeds('scene', 'goto', id);
      await succeeds('scene', 'next');
    }
    await succeeds('scene', 'goto', first!.id);
    const args = [...flags, '--stage', 'embedded', 'scene', 'next', '--type', 'none'];
    const bin = join(packageRoot(), 'bin', 'pycont');
    const terminal = new Terminal(
      [bin, ...args],
      { ...process.env, ...env, TERM: 'xterm' },
      process.execPath,
    );
    for (let round = 0; round < 2; round += 1) {
      await terminal.sees('create namespace demos ↵');
      expect(await namespaces()).not.toContain('demos');
      terminal.press('\r');
      await terminal.sees('✓');
      expect(await namespaces()).toContain('demos');
      if (round > 0) continue;
      terminal.press('u');
      await terminal.sees('y');
      terminal.press('y');
    }
    terminal.press('q');
    await terminal.ends();
    await succeeds('scene', 'next');
  });

  test('reset leaves nothing', async () => {
    await succeeds('scene', 'goto', second!.id);
    expect(await namespaces()).toContain('demos');
    await succeeds('scene', 'reset');
    expect(await namespaces()).not.toContain('demos');
  });

  test('killed at every boundary of its journal, it comes to its end', async () => {
    forgetKills(recorded);
    for (const scene of scenes) await playKilled(scene, recorded, ['--scenes', folder(demo)]);
    await succeeds('scene', 'reset');
  });
});
