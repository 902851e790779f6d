/** Images through a registry that engine and nodes know: what the scenes type is the same, what pods pull is not. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pycont, rehearse, stepOf } from '../rehearsal.ts';
import { failures } from '../rehearsal.ts';
import { missingCluster } from './missing-cluster.ts';

const registry = process.env.REALSTAGE_REGISTRY ?? '';
const missing = registry ? await missingCluster() : 'skipped: there is no registry';

describe.skipIf(missing)(`images through a registry${missing ? ` (${missing})` : ''}`, () => {
  let home: string;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'pycont-registry-'));
  });

  afterAll(async () => {
    await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  });

  test('a scene that pushes and rolls out passes, without another way to the cluster', async () => {
    const env = { PYCONT_HOME: home, PYCONT_IMAGE_LOADER: '' };
    const rehearsal = await rehearse(
      ['--stage', 'cluster', '--registry', registry, '--scene', 'logging'],
      env,
    );
    expect(failures(rehearsal)).toEqual([]);
    expect(stepOf(rehearsal, 'logging', 'push-0-1').command).toBe('docker push prgcont/pycont-app:0.1');
    const pushed = await execa('curl', ['-fs', `http://${registry}/v2/prgcont/pycont-app/tags/list`]);
    expect(JSON.parse(pushed.stdout)).toMatchObject({ tags: expect.arrayContaining(['0.0', '0.1']) });
  });
});
