import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NAMESPACE, PARTS, tryOut } from '../manifests.ts';
import { pycont } from '../rehearsal.ts';
import { stageEnvironment } from '../rolling-update.ts';

let home: string;
let env: Record<string, string>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'pycont-manifests-'));
  env = await stageEnvironment('embedded', home);
  await execa('kubectl', ['create', 'namespace', NAMESPACE], { env });
});

afterAll(async () => {
  await pycont(['--stage', 'embedded', 'stage', 'down'], { PYCONT_HOME: home });
  rmSync(home, { recursive: true, force: true });
});

test.each(PARTS)('the API server accepts deploy/%s', async (part) => {
  const said = await tryOut(part, env);
  expect(said.length).toBeGreaterThan(0);
  for (const line of said) expect(line).toMatch(/(created|configured|unchanged) \(server dry run\)$/);
});
