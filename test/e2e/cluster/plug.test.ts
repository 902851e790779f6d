/** Whatever dies under a talk on a real cluster is told within ten seconds, and the talk goes on when it is back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failsAtOnce, goesOn, pullPlug, talkThat, WAITS_FOR_CLUSTER, WAITS_FOR_ENGINE } from '../plug.ts';
import type { Show } from '../plug.ts';
import { pycont } from '../rehearsal.ts';
import { deployApp, stageEnvironment } from '../rolling-update.ts';
import { missingCluster } from './missing-cluster.ts';
import { answers, processOf, startAgain } from './processes.ts';

const missing = await missingCluster();
const apiServer = () => processOf('kube-apiserver');
const engine = () => processOf('dockerd');
const CLUSTER = /The cluster of .* does not answer/;
const ENGINE = /The Docker Engine does not answer/;

describe.skipIf(missing)(`the plug of the cluster stage${missing ? ` (${missing})` : ''}`, () => {
  let root: string;
  let cluster: Show;
  let docker: Show;
  const told = (what: string, ms: number) => console.log(`told ${(ms / 1000).toFixed(1)} s after ${what}`);
  const keepPromise = async () => {
    const env = await stageEnvironment('cluster', cluster.home);
    await execa('kubectl', ['patch', 'configmap', 'promise', '--patch={"data":{"kept":"yes"}}'], { env });
  };
  const clear = async ({ home, scenes }: Show) =>
    pycont(['--stage', 'cluster', '--scenes', scenes, 'scene', 'reset'], { PYCONT_HOME: home });

  const noContainer = () => execa('docker', ['rm', '--force', 'pycont-plug'], { reject: false });

  beforeAll(async () => {
    await noContainer();
    root = mkdtempSync(join(tmpdir(), 'pycont-plug-'));
    const show = (name: string, command: string): Show => ({
      stage: 'cluster',
      home: join(root, name),
      scenes: talkThat(join(root, name), command),
    });
    cluster = show('cluster', WAITS_FOR_CLUSTER);
    docker = show('docker', WAITS_FOR_ENGINE);
  });

  afterAll(async () => {
    await noContainer();
    for (const show of [cluster, docker]) {
      await clear(show);
      await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: show.home });
    }
    rmSync(root, { recursive: true, force: true });
  });

  test.skipIf(!apiServer())('the API server is frozen', async () => {
    const { pid } = apiServer()!;
    try {
      const freeze = () => process.kill(pid, 'SIGSTOP');
      told('the API server was frozen', await pullPlug(cluster, WAITS_FOR_CLUSTER, freeze, CLUSTER));
      told('scene next began without it', await failsAtOnce(cluster, CLUSTER));
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await goesOn(cluster, WAITS_FOR_CLUSTER, keepPromise);
    await clear(cluster);
  });

  test.skipIf(!apiServer())('the API server is killed and started again', async () => {
    const victim = apiServer()!;
    try {
      const kill = () => process.kill(victim.pid, 'SIGKILL');
      told('the API server was killed', await pullPlug(cluster, WAITS_FOR_CLUSTER, kill, CLUSTER));
      told('scene next began without it', await failsAtOnce(cluster, CLUSTER));
    } finally {
      startAgain(victim);
    }
    await answers('kubectl', 'get', '--raw=/readyz');
    await goesOn(cluster, WAITS_FOR_CLUSTER, keepPromise);
    await clear(cluster);
  });

  test.skipIf(!engine())('the engine is frozen', async () => {
    const { pid } = engine()!;
    try {
      const freeze = async () => {
        // What it was asked just before, it would do when it thaws.
        await answers('docker', 'exec', 'pycont-plug', 'true');
        process.kill(pid, 'SIGSTOP');
      };
      told('the engine was frozen', await pullPlug(docker, WAITS_FOR_ENGINE, freeze, ENGINE));
      told('scene next began without it', await failsAtOnce(docker, ENGINE));
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await noContainer();
    await goesOn(docker, WAITS_FOR_ENGINE, () => answers('docker', 'kill', '--signal=TERM', 'pycont-plug'));
    await clear(docker);
  });

  test('a pod that is deleted by hand is missed for some seconds only', async () => {
    const env = await stageEnvironment('cluster', cluster.home);
    await deployApp(env);
    const knock = async () => {
      const { failed } = await execa('curl', ['-fso', '/dev/null', `${env.APP_URL}/`], { reject: false });
      return !failed;
    };
    await expect.poll(knock, { timeout: 60_000 }).toBe(true);
    const pods = ['--selector=app=kad', '--namespace=pycont'];
    await execa('kubectl', ['delete', 'pod', ...pods, '--grace-period=0', '--force'], { env, reject: false });
    const began = performance.now();
    await expect.poll(knock, { timeout: 60_000 }).toBe(true);
    console.log(
      `reached again ${((performance.now() - began) / 1000).toFixed(1)} s after its only pod was deleted`,
    );
    const { stdout } = await execa('kubectl', ['rollout', 'status', 'deployment/kad', '--timeout=50s'], {
      env,
    });
    expect(stdout).toContain('successfully rolled out');
  });
});
