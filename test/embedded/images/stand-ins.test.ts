import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRuntime, probeNamespaces } from '../../../src/embedded/containers/runtime.ts';
import type { ContainerRuntime } from '../../../src/embedded/containers/types.ts';
import { createImageStore } from '../../../src/embedded/images/store.ts';
import { modeOf, read } from './builder/context.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pycont-stand-ins-'));
  mkdirSync(join(folder, 'package', 'dist'), { recursive: true });
  // In place of the built-in programs: prints its name and its arguments.
  for (const name of ['redis', 'prometheus']) {
    writeFileSync(
      join(folder, 'package', 'dist', `${name}.js`),
      `console.log('built-in ${name}', ...process.argv.slice(2))`,
    );
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (pathLookup: (name: string) => string | undefined = () => undefined) =>
  createImageStore({ folder: join(folder, 'images'), packageRoot: join(folder, 'package'), pathLookup });

test.each([
  ['node:24-slim', { entrypoint: ['docker-entrypoint.sh'], cmd: ['node'], uid: 0 }],
  ['node', { workdir: '/' }],
  ['docker.io/library/redis:7', { cmd: ['redis-server'], workdir: '/data', exposedPorts: ['6379/tcp'] }],
  [
    'prom/prometheus:v3.0.0',
    { user: 'nobody', uid: 65534, exposedPorts: ['9090/tcp'], workdir: '/prometheus' },
  ],
  ['busybox', { cmd: ['sh'] }],
  ['alpine:3', { cmd: ['/bin/sh'] }],
  ['debian:12-slim', { cmd: ['bash'] }],
])('%s', (reference, config) => {
  const image = open().resolve(reference);
  expect(image?.config).toMatchObject(config);
  for (const { source } of image?.root.binds ?? []) expect(existsSync(source), source).toBe(true);
  expect(read(image!, '/etc/passwd')).toMatch(/^root:x:0:0:/);
  expect(read(image!, '/etc/os-release')).toMatch(/^\w+=/m);
  expect(modeOf(image!, '/tmp')).toBe('1777');
});

test('the node images have the user node and the Node that runs this', () => {
  const image = open().resolve('node:22')!;
  expect(read(image, '/etc/passwd')).toContain('node:x:1000:1000:');
  expect(image.root.binds).toContainEqual({ source: process.execPath, target: '/usr/local/bin/node' });
});

test.each(['ubuntu', 'someone/node', 'ghcr.io/library/node', 'registry.example/redis:7'])(
  '%s has no preset',
  (reference) => {
    expect(open().resolve(reference)).toBeUndefined();
    expect(() => open().pull(reference)).toThrow('pull access denied');
  },
);

test('a stand-in is listed after a pull, and is the same after a restart', () => {
  const images = open();
  const id = images.resolve('redis:7')?.id;
  expect(images.list()).toEqual([]);
  expect(images.isLocal('redis:7')).toBe(false);
  expect(images.pull('redis:7')).toMatchObject({ isNew: true, image: { id, tags: ['redis:7'] } });
  expect(images.pull('redis:7').isNew).toBe(false);
  expect(
    open()
      .list()
      .map((image) => image.id),
  ).toEqual([id]);
});

test('a build may replace a stand-in of the same name', () => {
  const images = open();
  const stored = images.stored('node:24')!;
  const built = images.add({ ...stored, standIn: false, config: { ...stored.config, cmd: ['own'] } });
  images.tag(built.id, 'node:24');
  expect(images.resolve('node:24')?.config.cmd).toEqual(['own']);
});

const probe = mkdtempSync(join(tmpdir(), 'pycont-probe-'));
const namespaces = await probeNamespaces(probe);
rmSync(probe, { recursive: true, force: true });

describe.each(['namespaces', 'processes'] as const)('started with %s', (mode) => {
  const skip = mode === 'namespaces' && !namespaces.ok;
  let runtime: ContainerRuntime;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'pycont-runtime-'));
    writeFileSync(join(place, 'hosts'), '127.0.0.1 localhost\n');
    if (!skip)
      runtime = await createRuntime({ folder: join(place, 'containers'), mode, netHook: '/nonexistent' });
  });
  afterAll(async () => {
    await runtime?.close();
    rmSync(place, { recursive: true, force: true });
  });

  async function output(
    images: ReturnType<typeof open>,
    reference: string,
    args?: string[],
  ): Promise<string> {
    const { config, root } = images.resolve(reference)!;
    const { id } = await runtime.create({
      name: `test-${reference}`,
      root,
      command: [...(config.entrypoint ?? []), ...(args ?? config.cmd ?? [])],
      env: { ...config.env, PYCONT_ADDRESS: '127.9.9.9' },
      workdir: config.workdir,
      user: config.uid,
      group: config.gid,
      mounts: [],
      hostname: 'test',
      address: '127.9.9.9',
      hostsFile: join(place, 'hosts'),
      readOnlyRoot: false,
      tty: false,
      stdin: false,
      labels: {},
    });
    await runtime.start(id);
    await runtime.wait(id);
    let text = '';
    for await (const line of runtime.logs(id, {})) text += line.text;
    await runtime.remove(id);
    return text;
  }

  test.skipIf(skip)('the built-in Redis and Prometheus get the arguments of the real images', async () => {
    const images = open();
    expect(await output(images, 'redis:7')).toBe('built-in redis\n');
    expect(await output(images, 'redis:7', ['--port', '6380'])).toBe('built-in redis --port 6380\n');
    expect(await output(images, 'redis:7', ['redis-server', '--save', ''])).toBe('built-in redis --save \n');
    // Without its own root, a container's paths have a prefix on the host.
    expect(await output(images, 'prom/prometheus')).toMatch(
      /^built-in prometheus --config\.file=\S*\/etc\/prometheus\/prometheus\.yml --storage\.tsdb\.path=\S*\/prometheus\n$/,
    );
  });

  test.skipIf(skip)('a real redis-server gets the address, because it cannot use the hook', async () => {
    if (process.platform !== 'linux') return;
    const real = join(folder, 'redis-server');
    writeFileSync(real, '#!/bin/sh\necho real "$@"\n');
    chmodSync(real, 0o755);
    const images = open((name) => (name === 'redis-server' ? real : undefined));
    expect(await output(images, 'redis:7')).toBe('real --bind 127.9.9.9 --protected-mode no\n');
    expect(await output(images, 'redis:7', ['--save', ''])).toBe(
      'real --bind 127.9.9.9 --protected-mode no --save \n',
    );
    expect(await output(images, 'redis:7', ['redis-server', '--version'])).toBe('real --version\n');
  });

  test.skipIf(skip)('node runs scripts, flags and commands, as the official image does', async () => {
    const images = open();
    expect(await output(images, 'node:24', ['--version'])).toBe(`${process.version}\n`);
    expect(await output(images, 'node:24', ['node', '-p', '1+1'])).toBe('2\n');
    expect(await output(images, 'node:24', ['sh', '-c', 'echo hi'])).toBe('hi\n');
  });
});
