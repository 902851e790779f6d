import { randomUUID } from 'node:crypto';
import { execa } from 'execa';
import { join } from 'node:path';
import { packageRoot } from '../../src/system/package-root.ts';
import { pycont } from './rehearsal.ts';

export interface LoadSummary {
  requests: number;
  /** By kind; empty when every request was answered. */
  errors: Record<string, number>;
  messages: Record<string, string>;
}

const CONNECTIONS = '50';

/** The environment that `pycont stage env` prints, with the stage up. */
export async function stageEnvironment(stage: string, home: string): Promise<Record<string, string>> {
  const { stdout, stderr, failed } = await pycont(['--stage', stage, 'stage', 'env'], { PYCONT_HOME: home });
  if (failed) throw new Error(stderr);
  return Object.fromEntries(
    stdout
      .split('\n')
      .map((line) => /^export (\w+)='?(.*?)'?$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name, value]) => [name as string, value as string]),
  );
}

/** Puts the finished app on the stage: built, pushed, applied and rolled out. */
export async function deployApp(env: Record<string, string>): Promise<void> {
  const image = 'prgcont/pycont-app:0.0';
  const run = (program: string, ...args: string[]) =>
    execa(program, args, { env, cwd: packageRoot(), timeout: 120_000 });
  await run('docker', 'build', '-t', image, join('src', 'app'));
  await run('docker', 'push', image);
  await run('kubectl', 'create', 'namespace', 'pycont');
  await run('kubectl', 'apply', '-k', 'deploy');
  for (const name of ['redis', 'kad']) {
    await run('kubectl', 'rollout', 'status', `deployment/${name}`, '--namespace=pycont', '--timeout=80s');
  }
}

type Kubectl = (...args: string[]) => Promise<{ stdout: string }>;

/** The app is rolled out anew. `kubectl rollout restart` would refuse to do that twice within a second. */
export async function rollOut(kubectl: Kubectl): Promise<void> {
  const template = { metadata: { annotations: { rollout: randomUUID() } } };
  await kubectl('patch', 'deployment/kad', `--patch=${JSON.stringify({ spec: { template } })}`);
  await kubectl('rollout', 'status', 'deployment/kad', '--timeout=50s');
}

/** The app is scaled 1 → 4 → 1. */
export async function scaleUpAndDown(kubectl: Kubectl): Promise<void> {
  await kubectl('scale', 'deployment/kad', '--replicas=4');
  await kubectl('rollout', 'status', 'deployment/kad', '--timeout=50s');
  await kubectl('scale', 'deployment/kad', '--replicas=1');
  // kubectl takes long enough for a pause between two looks.
  while ((await kubectl('get', 'pods', '--selector=app=kad', '--output=name')).stdout.split('\n').length > 1);
}

/** Keeps fifty connections busy for so long, while the change happens again and again. */
export async function loadDuring(
  change: (kubectl: Kubectl) => Promise<void>,
  env: Record<string, string>,
  seconds: number,
): Promise<LoadSummary> {
  const kubectl = (...args: string[]) =>
    execa('kubectl', [...args, '--namespace=pycont'], { env, timeout: 60_000 });
  const bin = join(packageRoot(), 'bin', 'pycont');
  const load = execa(
    process.execPath,
    [bin, 'load', '--json', '--keep-alive', '--connections', CONNECTIONS],
    { env, reject: false, timeout: 180_000 },
  );
  const enough = Date.now() + seconds * 1000;
  let changes = 0;
  do {
    await change(kubectl);
    changes += 1;
  } while (Date.now() < enough);
  load.kill('SIGINT');
  const { stdout, stderr } = await load;
  const line = stdout.trim().split('\n').at(-1);
  if (!line) throw new Error(stderr);
  const summary = JSON.parse(line) as LoadSummary;
  console.log(
    `${changes} times ${change.name}: ${summary.requests} requests, ${JSON.stringify(summary.errors)} failed`,
  );
  return summary;
}
