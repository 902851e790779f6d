import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe } from 'vitest';
import { deployDashboard, deployedDashboardTests } from '../deployed-dashboard.ts';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = await missingCluster();

describe.skipIf(missing)(`the dashboard on the cluster stage${missing ? ` (${missing})` : ''}`, () => {
  let home: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'pycont-dashboard-'));
    env = await stageEnvironment('cluster', home);
    await execa('kubectl', ['create', 'namespace', 'pycont'], { env });
    await deployDashboard(env);
  });

  afterAll(async () => {
    await pycont(['--stage', 'cluster', 'scene', 'reset'], { PYCONT_HOME: home });
    await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  });

  deployedDashboardTests(() => env);
});
