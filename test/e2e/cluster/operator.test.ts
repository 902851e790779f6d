/** What holds of the operator on the embedded API server holds before a real one as well. */
import { execa } from 'execa';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { costs } from '../../operator/cost.ts';
import { apiServerFaults } from '../../operator/faults/api-server.ts';
import { faultsAtLength } from '../../operator/faults/at-length.ts';
import { leaderFaults } from '../../operator/faults/leader.ts';
import { objectsThatChange } from '../../operator/faults/objects.ts';
import { prometheusFaults } from '../../operator/faults/prometheus.ts';
import { testIn } from '../../operator/faults/steps.ts';
import { scalerDefinition } from '../../operator/scaler-definition.ts';
import { missingCluster } from './missing-cluster.ts';
import { cleanUp, clusterWorld, makeNamespace, teachScalers } from './operator-world.ts';

const missing = await missingCluster();
const test = testIn(clusterWorld);

describe.skipIf(missing)(`the operator on a real cluster${missing ? ` (${missing})` : ''}`, () => {
  beforeAll(teachScalers);
  afterAll(cleanUp);

  describe('a LatencyScaler', () => {
    const namespace = `operator-${process.pid}-definition`;
    let cache: string;
    beforeAll(async () => {
      cache = await mkdtemp(join(tmpdir(), 'pycont-kubectl-'));
    });
    afterAll(() => rm(cache, { recursive: true, force: true }));
    beforeAll(() => makeNamespace(namespace));
    scalerDefinition(() => async (args, input = '') => {
      // What kubectl knew of the cluster yesterday is not what it shall know now.
      const where = ['--namespace', namespace, '--cache-dir', cache];
      const { exitCode, stdout, stderr } = await execa('kubectl', [...where, ...args], {
        input,
        reject: false,
      });
      return { code: exitCode ?? 1, stdout, stderr };
    });
  });

  // They wait more than they work.
  describe.concurrent('while all around it breaks', () => {
    faultsAtLength(test);
    costs(test);
    apiServerFaults(test);
    prometheusFaults(test);
    objectsThatChange(test);
    leaderFaults(test);
  });
});
