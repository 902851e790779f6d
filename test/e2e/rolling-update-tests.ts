import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pycont } from './rehearsal.ts';
import { deployApp, loadDuring, rollOut, scaleUpAndDown, stageEnvironment } from './rolling-update.ts';

/** The finished app is rolled out anew, and scaled, again and again for so long, and nobody who uses it notices. */
export function rollingUpdateTests(stage: 'embedded' | 'cluster', seconds: number): void {
  let home: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'pycont-rolling-'));
    env = await stageEnvironment(stage, home);
    await deployApp(env);
  }, 180_000);

  afterAll(async () => {
    if (stage === 'cluster') await pycont(['--stage', stage, 'scene', 'reset'], { PYCONT_HOME: home });
    await pycont(['--stage', stage, 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  });

  test.each([rollOut, scaleUpAndDown])(
    `fifty keep-alive connections see no failed request in ${seconds} s of %o`,
    async (change) => {
      const { requests, errors, messages } = await loadDuring(change, env, seconds);
      expect({ errors, messages }).toEqual({ errors: {}, messages: {} });
      expect(requests).toBeGreaterThan(500);
    },
    200_000,
  );
}
