import { execa } from 'execa';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { pycont } from './rehearsal.ts';

export interface LoadSummary {
  requests: number;
  /** By kind; empty when every request was answered. */
  errors: Record<string, number>;
  messages: Record<string, string>;
}

const CONNECTIONS = '50';
const ENOUGH_MILLISECONDS = 20_000;

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

/** Keeps fifty connections busy while the app is rolled out anew and scaled 1 → 4 → 1, again and again for a while. */
export async function loadDuringChanges(env: Record<string, string>): Promise<LoadSummary> {
  const kubectl = (...args: string[]) =>
    execa('kubectl', [...args, '--namespace=pycont'], { env, timeout: 60_000 });
  const bin = join(packageRoot(), 'bin', 'pycont');
  const load = execa(
    process.execPath,
    [bin, 'load', '--json', '--keep-alive', '--connections', CONNECTIONS],
    { env, reject: false, timeout: 120_000 },
  );
  const enough = Date.now() + ENOUGH_MILLISECONDS;
  do {
    await kubectl('rollout', 'restart', 'deployment/kad');
    await kubectl('rollout', 'status', 'deployment/kad', '--timeout=50s');
    await kubectl('scale', 'deployment/kad', '--replicas=4');
    await kubectl('rollout', 'status', 'deployment/kad', '--timeout=50s');
    await kubectl('scale', 'deployment/kad', '--replicas=1');
    await untilOneIsLeft(() => kubectl('get', 'pods', '--selector=app=kad', '--output=name'));
  } while (Date.now() < enough);
  load.kill('SIGINT');
  const { stdout, stderr } = await load;
  const summary = stdout.trim().split('\n').at(-1);
  if (!summary) throw new Error(stderr);
  return JSON.parse(summary) as LoadSummary;
}

/** kubectl takes long enough for a pause between two looks. */
async function untilOneIsLeft(pods: () => Promise<{ stdout: string }>): Promise<void> {
  while ((await pods()).stdout.split('\n').length > 1);
}
