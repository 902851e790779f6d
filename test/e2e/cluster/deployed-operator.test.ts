/** The operator on a real cluster: deployed, with its own account, and from this machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { RULES } from '../../operator/rights.ts';
import { pycont } from '../rehearsal.ts';
import { deployApp, stageEnvironment } from '../rolling-update.ts';
import { missingCluster } from './missing-cluster.ts';

const missing = await missingCluster();
const ACCOUNT = 'system:serviceaccount:pycont:pycont-operator';

describe.skipIf(missing)(`the operator on the cluster stage${missing ? ` (${missing})` : ''}`, () => {
  let home: string;
  let env: Record<string, string>;
  const run = async (program: string, ...args: string[]) =>
    (await execa(program, args, { env, cwd: packageRoot(), timeout: 120_000 })).stdout;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'pycont-operator-'));
    env = await stageEnvironment('cluster', home);
    await deployApp(env);
    const dockerfile = join('src', 'operator', 'Dockerfile');
    await run('docker', 'build', '-f', dockerfile, '-t', 'prgcont/pycont-operator:1.0', 'src');
    await run('docker', 'push', 'prgcont/pycont-operator:1.0');
    await run('kubectl', 'apply', '-k', 'deploy/monitoring');
    await run('kubectl', 'apply', '-k', 'deploy/operator');
    for (const name of ['prometheus', 'pycont-operator'])
      await run('kubectl', 'rollout', 'status', `deployment/${name}`, '--timeout=80s');
  }, 240_000);

  afterAll(async () => {
    await pycont(['--stage', 'cluster', 'scene', 'reset'], { PYCONT_HOME: home });
    await pycont(['--stage', 'cluster', 'stage', 'down'], { PYCONT_HOME: home });
    rmSync(home, { recursive: true, force: true });
  });

  test('its account may do what its Role says, and nothing else', async () => {
    const listed = await run('kubectl', 'auth', 'can-i', '--list', `--as=${ACCOUNT}`);
    // Everybody may ask what he may do, and see the API server's health and versions.
    const rights = listed.split('\n').flatMap((line) => {
      const [, resource = '', , names, verbs] = /^(\S+) +\[(.*?)\] +\[(.*?)\] +\[(.*?)\]$/.exec(line) ?? [];
      return resource && !resource.startsWith('selfsubject') ? [`${resource} [${names}] [${verbs}]`] : [];
    });
    const granted = RULES.flatMap(({ apiGroups: [group], resources, resourceNames = [], verbs }) =>
      resources.map((each) => {
        const [kind, part] = each.split('/');
        const name = `${kind}${group ? `.${group}` : ''}${part ? `/${part}` : ''}`;
        return `${name} [${resourceNames.join(' ')}] [${verbs.join(' ')}]`;
      }),
    );
    expect(rights.sort()).toEqual(granted.sort());
  });

  test('deployed, it follows the promise with these rights', async () => {
    await run('kubectl', 'apply', '-f', 'deploy/operator/kad.yaml');
    const observed = () =>
      run('kubectl', 'get', 'latencyscaler', 'kad', '--output=jsonpath={.status.desiredReplicas}');
    await expect.poll(observed, { timeout: 60_000 }).toBe('1');
    const log = await run('kubectl', 'logs', 'deployment/pycont-operator');
    expect(log).toContain('starting');
    // As an answer of the API server ends; a time may have the number as well.
    expect(log).not.toContain('(403)');
    await run('kubectl', 'delete', '-f', 'deploy/operator/kad.yaml');
  });

  test('from this machine it observes, decides and explains', async () => {
    const bin = join(packageRoot(), 'bin', 'pycont');
    const flags = ['--deployment', 'kad', '--min', '1', '--max', '5', '--threshold-ms', '500'];
    const once = ['--once', '--explain', '--dry-run', '--no-leader-election'];
    const said = await run(process.execPath, bin, 'operator', 'run', ...flags, ...once);
    expect(said).toMatch(/\bkad\b/);
  });
});
