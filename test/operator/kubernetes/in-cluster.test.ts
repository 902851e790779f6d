/** What the operator needs in a pod: a token, a CA, two variables, and nothing of client-node. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { inCluster } from '../../../src/kubernetes/in-cluster.ts';
import { grant } from '../rights.ts';
import { NAMESPACE, stage } from '../stage.ts';
import type { Stage } from '../stage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pycont-account-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 30_000, interval: 20 });

describe('at work', () => {
  let world: Stage;
  beforeEach(async () => {
    world = await stage();
    world.createDeployment();
    world.createScaler();
    world.latency.set('kad', { rate: 40, share: 0, mean: 1 });
    grant(world);
    await write('ca.crt', world.server.api.caPem);
    await write('namespace', NAMESPACE);
  });
  afterEach(() => world.close());

  const kube = () => {
    const { hostname, port } = new URL(world.server.api.url);
    return inCluster({ KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port }, folder)!;
  };
  const token = () => world.server.api.tokenFor(NAMESPACE, 'pycont-operator');

  test('by TLS with the token and the rights of its account', async () => {
    await write('token', `${token()}\n`);
    world.run({ kube: kube(), leaderElection: true });
    await soon(() => expect(world.replicas()).toBe(2));
  });

  test('a token that is replaced is read again', async () => {
    await write('token', 'expired');
    const running = world.run({ kube: kube(), leaderElection: true });
    await soon(() => expect(running.warnings.join()).toContain('401'));
    await write('token', token());
    await soon(() => expect(world.replicas()).toBe(2));
  });
});

describe('the program of the image', () => {
  const run = promisify(execFile);
  let program: string;
  beforeAll(async () => {
    program = await mkdtemp(join(tmpdir(), 'pycont-image-'));
    await run(process.execPath, ['--no-warnings', 'src/operator/strip-types.ts', program]);
    await writeFile(join(program, 'package.json'), '{"type":"module"}');
    await mkdir(join(program, 'node_modules/@opentelemetry'), { recursive: true });
    // What its lockfile installs.
    for (const name of ['prom-client', 'tdigest', 'bintrees', '@opentelemetry/api'])
      await symlink(join(process.cwd(), 'node_modules', name), join(program, 'node_modules', name));
  });
  afterAll(() => rm(program, { recursive: true, force: true }));

  test('loads without client-node', async () => {
    const code =
      'const { runOperator } = await import("./operator/index.js"); console.log(typeof runOperator)';
    const { stdout } = await run(
      process.execPath,
      ['--preserve-symlinks', '--input-type=module', '-e', code],
      {
        cwd: program,
      },
    );
    expect(stdout.trim()).toBe('function');
  });

  test('says what is missing where there is neither a token nor client-node', async () => {
    const ended = run(process.execPath, ['--preserve-symlinks', 'operator/main.js'], {
      cwd: program,
      env: { PATH: process.env.PATH, HOME: program },
    });
    const { code, stdout } = (await ended.catch((error: unknown) => error)) as {
      code: number;
      stdout: string;
    };
    expect(code).toBe(1);
    expect(stdout).toContain('no service account token in this container');
    expect(stdout).toContain('automountServiceAccountToken');
  });
});
