/** The docker command for images, networks and the engine. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeShims } from '../../../src/embedded/daemon/write-shims.ts';
import { dockerProcess, startTestStage } from './stage.ts';
import type { TestStage } from './stage.ts';

let stage: TestStage;
let context: string;

beforeAll(async () => {
  stage = await startTestStage('processes');
  context = join(stage.folder, 'app');
  mkdirSync(context);
  writeFileSync(join(context, 'Dockerfile'), 'FROM node:24-slim\nCOPY file /\nCMD ["cat", "/file"]\n');
  writeFileSync(join(context, 'file'), 'content');
}, 60_000);
afterAll(async () => stage.close());

test('build, images, tag, history, push, pull, rmi', async () => {
  const built = await stage.docker('build', '-t', 'prgcont/app:1', context);
  expect(built).toMatchObject({ code: 0, stdout: '' });
  expect(built.stderr).toContain('naming to docker.io/prgcont/app:1 done');
  const id = (await stage.docker('build', '-qt', 'prgcont/app:1', context)).stdout.trim();
  expect(id).toMatch(/^sha256:[0-9a-f]{64}$/);
  const { stdout: table } = await stage.docker('images');
  expect(table).toMatch(/^REPOSITORY +TAG +IMAGE ID +CREATED +SIZE$/m);
  expect(table).toMatch(new RegExp(`^prgcont/app +1 +${id.slice(7, 19)} .* ago +\\S+B$`, 'm'));
  expect((await stage.docker('tag', 'prgcont/app:1', 'prgcont/app:2')).code).toBe(0);
  expect((await stage.docker('images', '-q', 'prgcont/app')).stdout).toBe(`${id.slice(7, 19)}\n`.repeat(2));
  expect((await stage.docker('history', 'prgcont/app:1')).stdout).toMatch(
    /<missing> .*COPY file \/ # buildkit +7B/,
  );
  const { layers } = stage.engine.images.stored('prgcont/app:1') ?? { layers: [] };
  const pushed = await stage.docker('push', 'prgcont/app:1');
  expect(pushed.stdout).toContain('The push refers to repository [docker.io/prgcont/app]');
  for (const { digest } of layers) expect(pushed.stdout).toContain(`${digest.slice(7, 19)}: Pushed`);
  expect(pushed.stdout).toMatch(/^1: digest: sha256:[0-9a-f]{64} size: \d+$/m);
  expect((await stage.docker('push', 'prgcont/app:2')).stdout).toContain('Layer already exists');
  expect((await stage.docker('pull', 'prgcont/app:1')).stdout).toContain('Up to date: prgcont/app:1');
  expect((await stage.docker('run', '--rm', 'prgcont/app:1')).stdout).toBe('content');
  expect((await stage.docker('rmi', 'prgcont/app:2')).stdout).toBe('Untagged: prgcont/app:2\n');
  expect((await stage.docker('rmi', 'prgcont/app:1')).stdout).toContain(`Deleted: ${id}`);
  const again = await stage.docker('rmi', 'prgcont/app:1');
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toContain('Error response from daemon: No such image: prgcont/app:1');
});

test('an image in use is removed by force only', async () => {
  await stage.docker('build', '-t', 'used:1', context);
  await stage.docker('create', '--name', 'user', 'used:1');
  const refused = await stage.docker('rmi', 'used:1');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('conflict: unable to remove repository reference "used:1" (must force)');
  expect((await stage.docker('rmi', '-f', 'used:1')).code).toBe(0);
  await stage.docker('rm', 'user');
});

test('an unsupported Dockerfile: place, reason, remedy, exit code 1, nothing tagged', async () => {
  const file = join(stage.folder, 'Bad.Dockerfile');
  writeFileSync(file, 'FROM node:24-slim\nCOPY nothing /\n');
  const outcome = await stage.docker('build', '-t', 'bad:1', '-f', file, context);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(
    /ERROR: failed to solve: \S*Bad\.Dockerfile:2: "\/nothing": not found\n\S.*\.\n$/,
  );
  expect(outcome.stderr).not.toMatch(/^\s+at /m);
  expect((await stage.docker('images', '-q', 'bad:1')).stdout).toBe('');
});

test('the Dockerfile from standard input, with and without a context', async () => {
  const alone = await stage.dockerWith('FROM busybox\nENV A=1\n', 'build', '-qt', 'alone:1', '-');
  expect(alone.stdout).toMatch(/^sha256:/);
  const withContext = await stage.dockerWith(
    'FROM busybox\nCOPY file /\n',
    'build',
    '-qt',
    'fed:1',
    '-f',
    '-',
    context,
  );
  expect(withContext.stdout).toMatch(/^sha256:/);
});

test.each([
  [['build', '/nowhere/at/all'], 1, 'path "/nowhere/at/all" not found'],
  [['build', '-f', '/nowhere/Dockerfile', '.'], 1, 'open /nowhere/Dockerfile: no such file or directory'],
  [['build', 'https://example.org/x.git'], 1, 'builds from folders of this machine only'],
  [['build'], 1, 'docker build requires exactly 1 argument'],
  [['push', 'nobody/nothing'], 1, 'An image does not exist locally with the tag: nobody/nothing'],
  [['pull', 'ubuntu'], 1, 'pull access denied for ubuntu'],
  [['inspect', 'nothing'], 1, 'Error: No such object: nothing'],
  [['logs', 'nothing'], 1, 'Error response from daemon: No such container: nothing'],
  [['network', 'rm', 'nothing'], 1, 'network nothing not found'],
  [['network', 'rm', 'bridge'], 1, 'bridge is a pre-defined network and cannot be removed'],
  [['network', 'frob'], 1, "docker network: 'frob' is not a command"],
  [['run', '--network', 'none', 'busybox'], 125, 'network mode "none" is not supported'],
  [['run', '--gpus', 'all', 'busybox'], 125, 'unknown flag: --gpus'],
  [['compose', 'up', '-d'], 1, 'docker compose is not part of the embedded stage'],
  [['frobnicate'], 1, "'frobnicate' is not a docker command"],
  [['rm'], 1, 'docker rm requires at least 1 argument'],
])('docker %j: exit code %i', async (args, code, message) => {
  const outcome = await stage.docker(...args);
  expect(outcome.stderr).toContain(message);
  expect(outcome.code).toBe(code);
  expect(outcome.stderr).not.toMatch(/^\s+at /m);
  expect(outcome.stderr.trim().split('\n').length).toBeGreaterThan(message.startsWith('Error') ? 0 : 1);
});

test('networks: create twice, list, inspect', async () => {
  await stage.docker('network', 'create', 'net');
  expect((await stage.docker('network', 'create', 'net')).stderr).toContain(
    'network with name net already exists',
  );
  expect((await stage.docker('network', 'ls', '--format', '{{.Name}}')).stdout).toBe('bridge\nhost\nnet\n');
  expect((await stage.docker('network', 'inspect', '-f', '{{.Driver}}', 'net')).stdout).toBe('bridge\n');
});

test('the grouped spelling of commands, help, version, info, login', async () => {
  expect((await stage.docker('container', 'ls')).stdout).toContain('CONTAINER ID');
  expect((await stage.docker('image', 'ls')).stdout).toContain('REPOSITORY');
  expect((await stage.docker('--help')).stdout).toMatch(/^ {2}run +Create and run a new container/m);
  expect((await stage.docker('run', '--help')).stdout).toContain('-p, --publish value');
  expect((await stage.docker('version')).stdout).toContain("Server: pycont's embedded engine");
  expect((await stage.docker('info')).stdout).toContain('plain processes');
  expect((await stage.docker('login')).code).toBe(0);
});

test('prune removes unused objects', async () => {
  await stage.docker('create', '--name', 'idle', 'busybox');
  expect((await stage.docker('system', 'prune')).code).toBe(1);
  const { stdout } = await stage.docker('system', 'prune', '-f');
  expect(stdout).toContain('Deleted Containers:');
  expect((await stage.docker('ps', '-aq')).stdout).toBe('');
  expect((await stage.docker('system', 'df')).stdout).toMatch(/^Images /m);
});

test('only its user can open the socket', () => {
  expect((statSync(stage.socket).mode & 0o777).toString(8)).toBe('600');
  expect((statSync(dirname(stage.socket)).mode & 0o777).toString(8)).toBe('700');
});

test('a closed output pipe ends the command without an error', async () => {
  const run = dockerProcess(stage, 'run', '--rm', '-q', 'busybox', 'seq', '1', '1000000');
  run.child.stdout.once('data', () => run.child.stdout.destroy());
  expect(await run.ended).toBe(0);
  expect(run.output.stderr).toBe('');
});

test('without a daemon: its home, and how to start it', () => {
  const home = mkdtempSync(join(tmpdir(), 'pycont-empty-'));
  try {
    execFileSync(process.execPath, [stage.shim, 'ps'], {
      env: { ...process.env, PYCONT_HOME: home },
      stdio: 'pipe',
    });
    expect.unreachable();
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    expect(status).toBe(1);
    expect(String(stderr)).toContain('Cannot connect to the Docker daemon at');
    expect(String(stderr)).toContain('pycont stage up');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('shims contain their home, with any characters in its name, and unwanted ones are removed', () => {
  const folder = join(stage.folder, "it's a $folder");
  const dist = join(stage.folder, 'di"st');
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'docker.js'), 'console.log(process.env.PYCONT_HOME, ...process.argv.slice(2))');
  writeShims(folder, { docker: true, kubectl: true }, process.execPath, dist, { PYCONT_HOME: `/a'b $(c)` });
  writeShims(folder, { docker: true }, process.execPath, dist, { PYCONT_HOME: `/a'b $(c)` });
  const env = { ...process.env, PYCONT_HOME: '/other' };
  expect(execFileSync(join(folder, 'docker'), ['a b', '$x'], { env, encoding: 'utf8' })).toBe(
    "/a'b $(c) a b $x\n",
  );
  expect(() => statSync(join(folder, 'kubectl'))).toThrow();
});
