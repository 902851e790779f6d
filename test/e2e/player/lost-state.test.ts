/** The stage dies, or goes out of reach, under a talk: what its speaker is told, and how the talk goes on. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, expect, test, vi } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { scene, step, talkOf } from '../../cli/pycont.ts';

const BIN = join(packageRoot(), 'bin', 'pycont');
const homes: NodeJS.ProcessEnv[] = [];

afterEach(async () => {
  for (const env of homes.splice(0))
    await execa(process.execPath, [BIN, '--stage', 'embedded', 'stage', 'down'], { env, reject: false });
});

function talk(...texts: string[]) {
  const { env, scenes, home } = talkOf(...texts);
  homes.push(env);
  const args = ['--stage', 'embedded', '--lang', 'en', '--scenes', scenes];
  const play = (...command: string[]) =>
    execa(process.execPath, [BIN, ...args, ...command], { env, reject: false, timeout: 60_000 });
  const daemon = () =>
    JSON.parse(readFileSync(join(home, 'embedded', 'daemon.json'), 'utf8')) as { pid: number };
  const journal = () => readFileSync(join(home, 'talk', 'journal.jsonl'), 'utf8');
  return { env, home, args, play, daemon, journal };
}

const made = scene(
  'made',
  step('name=container exit=0 check="docker top kad"', 'docker run -d --name kad redis:7') +
    step('name=namespace exit=0 check="kubectl get namespace pycont"', 'kubectl create namespace pycont'),
);
const seen = step('name=seen look exit=0 contains="kad"', 'kubectl get namespace pycont && docker ps');

test('killed between two steps, the stage is restarted and its state restored', async () => {
  const { play, daemon, journal } = talk(made, scene('seen', seen));
  expect((await play('scene', 'next')).exitCode).toBe(0);
  process.kill(daemon().pid, 'SIGKILL');
  const next = await play('scene', 'next');
  expect(next.exitCode, next.stdout + next.stderr).toBe(0);
  expect(journal()).toMatch(/"world-lost","why":"the embedded stage was restarted"[^]*"world-restored"/);
});

test('restarted by hand, its state is restored, too', async () => {
  const { play, journal } = talk(made, scene('seen', seen));
  await play('scene', 'next');
  await play('stage', 'down');
  await play('stage', 'up');
  expect((await play('scene', 'next')).exitCode).toBe(0);
  expect(journal()).toContain('the embedded stage was restarted');
});

test('killed while a step is at work, the step fails, and the talk goes on at that step', async () => {
  const working = step(
    'name=working exit=0 timeout=30s',
    'touch $PYCONT_HOME/begun; until test -e $PYCONT_HOME/go; do docker ps > /dev/null || exit 3; sleep 0.1; done',
  );
  const { play, daemon, home } = talk(made, scene('seen', working + seen));
  await play('scene', 'next');
  const player = play('scene', 'next');
  await vi.waitFor(() => expect(existsSync(join(home, 'begun'))).toBe(true), { timeout: 20_000 });
  process.kill(daemon().pid, 'SIGKILL');
  const failed = await player;
  expect(failed.exitCode).toBe(1);
  expect(failed.stdout).toMatch(/✗ working/);
  writeFileSync(join(home, 'go'), '');
  const next = await play('scene', 'next');
  expect(next.exitCode, next.stdout + next.stderr).toBe(0);
  expect(next.stdout).toMatch(/✓[^]*✓[^]*scene 2 ends/);
});

const inNoNetwork = ['unshare', '--net'];
const namespaces = spawnSync(inNoNetwork[0]!, [...inNoNetwork.slice(1), 'ip', 'link', 'set', 'lo', 'up']);

test.skipIf(namespaces.status !== 0)(
  'without its loopback network the stage is out of reach, and says so; with it, the talk goes on',
  async () => {
    const { env, args, journal, play } = talk(made, scene('seen', seen));
    const script = `
ip link set lo up; "$@" || exit 91
ip link set lo down; "$@" && exit 92
ip link set lo up; exec "$@"`;
    const [program, ...before] = [
      ...inNoNetwork,
      'bash',
      '-c',
      script,
      'bash',
      process.execPath,
      BIN,
      ...args,
    ];
    const ended = await execa(program!, [...before, 'scene', 'next'], {
      env,
      reject: false,
      timeout: 90_000,
    });
    expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
    expect(ended.stderr).toMatch(/does not answer at https:\/\/127[^\n]*\n→ Bring up the loopback network/);
    expect(journal()).not.toContain('restarted');
    // From outside, where that network is not.
    const outside = await play('scene', 'goto', 'seen');
    expect(outside.exitCode).toBe(1);
    expect(outside.stderr).toMatch(/does not answer at [^]*network namespace where the stage was started/);
    expect((await play('stage', 'down')).exitCode).toBe(0);
    expect((await play('scene', 'goto', 'seen')).exitCode).toBe(0);
  },
);
