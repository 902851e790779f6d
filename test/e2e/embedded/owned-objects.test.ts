/** A talk with its own names on the embedded stage: nothing that it created is left. */
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../../src/system/package-root.ts';
import { Terminal } from '../../cli/terminal.ts';
import { step } from '../../cli/pycont.ts';
import { stageEnvironment } from '../rolling-update.ts';
import { ownTalk } from '../own-talk.ts';

/** Changes that talk.md cannot name. */
const MORE = [
  step(
    'name=taint exit=0',
    'kubectl taint nodes --all demos=yes:PreferNoSchedule && kubectl label nodes --all demos=yes',
  ),
  step('name=label exit=0', 'kubectl label namespace default demos=yes'),
  step('name=context exit=0', 'kubectl config set-context --current --namespace=demos'),
].join('');

const { talk, env, home, run, remove } = ownTalk(MORE);
const embedded = (...args: string[]) => run('--stage', 'embedded', ...args);
let clear: string[];

/** Everything on the stage, by name. */
async function stateOfStage(): Promise<string[]> {
  const of = await stageEnvironment('embedded', home);
  const ask = async (command: string) =>
    (await execa('bash', ['-c', command], { env: of })).stdout.split('\n');
  const lines = await ask(`
    kubectl get namespaces,nodes,crd,clusterroles,pv --show-labels --no-headers | awk '{ print $1, $NF }'
    kubectl get node --output jsonpath='{.items[0].spec}{"\\n"}'
    for kind in pods deployments services configmaps secrets serviceaccounts; do
      kubectl get $kind --all-namespaces --output name | sed 's/^/any: /'
    done
    kubectl config view --minify --output jsonpath='{..namespace}{"\\n"}'
    docker ps --all --format '{{.Names}}'
    docker network ls --format '{{.Name}}'
    docker volume ls --quiet`);
  return lines.toSorted();
}

const images = async () => {
  const { stdout } = await execa('docker', ['images', '--format', '{{.Repository}}:{{.Tag}}'], {
    env: await stageEnvironment('embedded', home),
  });
  return stdout.split('\n').toSorted();
};

beforeAll(async () => {
  const up = await embedded('stage', 'up');
  expect(up.exitCode, up.stderr).toBe(0);
  clear = await stateOfStage();
});

afterAll(async () => {
  await embedded('stage', 'down');
  remove();
});

test('it rehearses twice in a row, and nothing is left', { timeout: 240_000 }, async () => {
  for (const round of [1, 2]) {
    const { exitCode, stdout } = await embedded('rehearse');
    expect(exitCode, `round ${round}: ${stdout}`).toBe(0);
    expect(await stateOfStage()).toEqual(clear);
    expect(await images()).toEqual(['redis:7']);
  }
});

test('undo removes everything, so that the scene can be played again', { timeout: 240_000 }, async () => {
  const bin = join(packageRoot(), 'bin', 'pycont');
  const args = [
    bin,
    '--lang',
    'en',
    '--stage',
    'embedded',
    '--scenes',
    talk,
    'scene',
    'next',
    '--type',
    'none',
  ];
  const terminal = new Terminal(args, env, process.execPath);
  await terminal.sees('create namespace demos ↵');
  for (let count = 0; count < 4; count += 1) {
    terminal.press('\r');
    await terminal.sees('✓');
  }
  await terminal.sees('docker network create demos-net ↵');
  expect(await stateOfStage()).not.toEqual(clear);
  terminal.press('u');
  await terminal.sees('y');
  terminal.press('y');
  await terminal.sees('create namespace demos ↵');
  expect(await stateOfStage()).toEqual(clear);
  terminal.press('\r');
  await terminal.sees('✓');
  await terminal.sees('--image=redis:7 ↵');
  terminal.press('q');
  await terminal.ends();
});

test('goto restores what the scenes before it created, once', { timeout: 240_000 }, async () => {
  for (const id of ['sees', 'makes', 'sees']) {
    const { exitCode, stderr } = await embedded('scene', 'goto', id);
    expect(exitCode, stderr).toBe(0);
  }
  const next = await embedded('scene', 'next');
  expect(next.exitCode, next.stdout).toBe(0);
});

test('reset leaves nothing, whether the stage is up or down', { timeout: 240_000 }, async () => {
  for (const down of [false, true]) {
    const gone = await embedded('scene', 'goto', 'sees');
    expect(gone.exitCode, gone.stderr).toBe(0);
    if (down) await embedded('stage', 'down');
    const reset = await embedded('scene', 'reset');
    expect(reset.exitCode, reset.stderr).toBe(0);
    expect((await embedded('stage', 'status')).exitCode).toBe(down ? 3 : 0);
    expect(await stateOfStage()).toEqual(clear);
    expect(await images()).toEqual(['redis:7']);
  }
});
