import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedHome } from '../../../src/embedded/home/paths.ts';
import { findDaemon } from '../../../src/embedded/daemon/control.ts';
import { goesOn, pullPlug, talkThat, WAITS_FOR_CLUSTER } from '../plug.ts';
import type { Show } from '../plug.ts';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';

let show: Show;

beforeAll(() => {
  const home = mkdtempSync(join(tmpdir(), 'pycont-plug-'));
  show = { stage: 'embedded', home, scenes: talkThat(home, WAITS_FOR_CLUSTER) };
});

afterAll(async () => {
  await pycont(['--stage', 'embedded', 'stage', 'down'], { PYCONT_HOME: show.home });
  rmSync(show.home, { recursive: true, force: true });
});

const keepPromise = async () => {
  const env = await stageEnvironment('embedded', show.home);
  await execa('kubectl', ['patch', 'configmap', 'promise', '--patch={"data":{"kept":"yes"}}'], { env });
};
const told = (what: string, ms: number) =>
  console.log(`told ${(ms / 1000).toFixed(1)} s after the embedded stage was ${what}`);
const DEAD = /The embedded stage \(process \d+\) does not answer/;

test('a stage that is frozen in the middle of a step is told, and the talk goes on when it thaws', async () => {
  let pid = 0;
  try {
    const freeze = () => {
      ({ pid } = findDaemon(show.home)!);
      process.kill(pid, 'SIGSTOP');
    };
    told('frozen', await pullPlug(show, WAITS_FOR_CLUSTER, freeze, DEAD));
  } finally {
    if (pid > 0) process.kill(pid, 'SIGCONT');
  }
  await goesOn(show, WAITS_FOR_CLUSTER, keepPromise);
  await pycont(['--stage', 'embedded', '--scenes', show.scenes, 'scene', 'reset'], {
    PYCONT_HOME: show.home,
  });
});

test('a stage that is killed in the middle of a step is told, and the talk goes on when it is back', async () => {
  const kill = async () => {
    await expect.poll(() => readFileSync(embeddedHome(show.home).store, 'utf8')).toContain('"promise"');
    process.kill(findDaemon(show.home)!.pid, 'SIGKILL');
  };
  told('killed', await pullPlug(show, WAITS_FOR_CLUSTER, kill, DEAD));
  await goesOn(show, WAITS_FOR_CLUSTER, keepPromise);
});
