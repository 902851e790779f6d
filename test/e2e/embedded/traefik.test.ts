import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';
import { traefikTests } from '../traefik.ts';

let home: string;
let env: Record<string, string>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'pycont-traefik-'));
  env = { ...(await stageEnvironment('embedded', home)), PYCONT_HOME: home };
});

afterAll(async () => {
  await pycont(['stage', 'down'], { PYCONT_HOME: home });
  rmSync(home, { recursive: true, force: true });
});

traefikTests(() => env);
