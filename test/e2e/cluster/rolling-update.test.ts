import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pycont } from '../rehearsal.ts';
import { deployApp, loadDuring, rollOut, scaleUpAndDown, stageEnvironment } from '../rolling-update.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = await missingCluster();

describe.skipIf(missing)(`the app on the cluster stage${missing ? ` (${missing})` : ''}`, () => {
  let home: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'pycont-rolling-'));
    env = await stageEnvironment('cluster', home);
    await deployApp(env);
  }, 180_000);

  afterAll(async () => {
    await pycont(['--stage', 'cluster', 'scene', 'reset'], { PYCONT_HOME: home });
    await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  });

  test.each([rollOut, scaleUpAndDown])(
    'fifty keep-alive connections see no failed request in a minute of %o',
    async (change) => {
      const { requests, errors, messages } = await loadDuring(change, env);
      expect({ errors, messages }).toEqual({ errors: {}, messages: {} });
      expect(requests).toBeGreaterThan(500);
    },
    200_000,
  );
});
