import { execa } from 'execa';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';
import { traefikTests } from '../traefik.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = await missingCluster();

describe.skipIf(missing)(`Traefik's metrics${missing ? ` (${missing})` : ''}`, () => {
  let home: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'pycont-traefik-'));
    env = { ...(await stageEnvironment('cluster', home)), PYCONT_HOME: home };
  }, 60_000);

  afterAll(async () => {
    const all = ['delete', '-k', join(packageRoot(), 'deploy/ingress/traefik'), '--ignore-not-found'];
    await execa('kubectl', all, { env, timeout: 90_000 });
    await pycont(['--stage', 'cluster', 'scene', 'reset'], { PYCONT_HOME: home });
    await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  }, 180_000);

  traefikTests(() => env);
});
