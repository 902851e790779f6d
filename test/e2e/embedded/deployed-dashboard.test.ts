import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll } from 'vitest';
import { deployDashboard, deployedDashboardTests } from '../deployed-dashboard.ts';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';

let home: string;
let env: Record<string, string>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'pycont-dashboard-'));
  env = await stageEnvironment('embedded', home);
  await execa('kubectl', ['create', 'namespace', 'pycont'], { env });
  await deployDashboard(env);
}, 240_000);

afterAll(async () => {
  await pycont(['--stage', 'embedded', 'stage', 'down'], { PYCONT_HOME: home });
  rmSync(home, { recursive: true, force: true });
});

deployedDashboardTests(() => env);
