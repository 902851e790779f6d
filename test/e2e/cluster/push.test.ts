/** `docker push` on a cluster that images are copied into: each build once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = process.env.PYCONT_IMAGE_LOADER
  ? await missingCluster()
  : 'skipped: PYCONT_IMAGE_LOADER says of no way to copy images';
const IMAGE = 'prgcont/pycont-test:1';

describe.skipIf(missing)(`docker push on the cluster stage${missing ? ` (${missing})` : ''}`, () => {
  let home: string;
  let env: Record<string, string>;

  const docker = async (args: string[], input = '') =>
    (await execa('docker', args, { env, input, timeout: 60_000 })).stdout;
  const build = (label: string) =>
    docker(['build', '--tag', IMAGE, '--label', `build=${label}`, '-'], 'FROM busybox:1\n');
  const push = () => docker(['push', IMAGE]);
  const nodesTell = async () =>
    (
      await execa('kubectl', ['get', 'nodes', '--output=jsonpath={.items[*].status.images[*].names}'], {
        env,
      })
    ).stdout;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'pycont-push-'));
    env = await stageEnvironment('cluster', home);
  });
  afterAll(async () => {
    await docker(['rmi', '--force', IMAGE]);
    await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  });

  test('a build is copied once, another one by the same name again, and all after stage down', async () => {
    await build('one');
    expect(await push()).toContain(`${IMAGE}: loaded by`);
    // Nodes tell a little later what they have.
    await expect.poll(nodesTell, { timeout: 60_000 }).toContain(`/${IMAGE}"`);
    expect(await push()).toContain(`${IMAGE}: already in the cluster`);
    await build('two');
    expect(await push()).toContain(`${IMAGE}: loaded by`);
    expect(await push()).toContain(`${IMAGE}: already in the cluster`);
    await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: home });
    env = await stageEnvironment('cluster', home);
    expect(await push()).toContain(`${IMAGE}: loaded by`);
  });
});
