import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NAMESPACE, PARTS, tryOut } from '../manifests.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = await missingCluster();
const env = {};

describe.skipIf(missing)(`the manifests on a real cluster${missing ? ` (${missing})` : ''}`, () => {
  beforeAll(async () => {
    await execa('kubectl', ['create', 'namespace', NAMESPACE]);
  });

  afterAll(async () => {
    await execa('kubectl', ['delete', 'namespace', NAMESPACE, '--ignore-not-found']);
  });

  test.each(PARTS)('the API server accepts deploy/%s', async (part) => {
    const said = await tryOut(part, env);
    expect(said.length).toBeGreaterThan(0);
    for (const line of said) expect(line).toMatch(/(created|configured|unchanged) \(server dry run\)$/);
  });
});
