import { execa } from 'execa';
import { afterAll, beforeAll, describe } from 'vitest';
import { scalerDefinition } from './scaler-definition.ts';
import { NAMESPACE, stage } from './stage.ts';
import type { Stage } from './stage.ts';

const { failed: missing } = await execa('kubectl', ['version', '--client'], { reject: false });

describe.skipIf(missing)('a LatencyScaler on the embedded API server', () => {
  let world: Stage;
  beforeAll(async () => {
    world = await stage();
  });
  afterAll(() => world.close());

  scalerDefinition(() => async (args, input = '') => {
    const { exitCode, stdout, stderr } = await execa('kubectl', ['--namespace', NAMESPACE, ...args], {
      env: { KUBECONFIG: world.server.kubeconfig, HOME: world.folder },
      input,
      reject: false,
    });
    return { code: exitCode ?? 1, stdout, stderr };
  });
});
