import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStage } from './stage.ts';
import type { TestStage } from './stage.ts';

let stage: TestStage;
beforeAll(async () => {
  stage = await startTestStage('processes');
});
afterAll(() => stage.close());

const lines = async (...args: string[]) => (await stage.docker(...args)).stdout.trim().split('\n').toSorted();

test('what was created is removed; images of the catalogue and the build cache are kept', async () => {
  const { docker, engine, folder } = stage;
  const context = join(folder, 'context');
  mkdirSync(context);
  writeFileSync(join(context, 'Dockerfile'), 'FROM busybox:1.36\nRUN echo made > /made\n');
  const networks = await lines('network', 'ls', '--format', '{{.Name}}');
  for (const command of [
    ['pull', 'redis:7'],
    ['tag', 'redis:7', 'demos/redis:1'],
    ['tag', 'redis:7', 'redis:8'],
    ['build', '-t', 'demos/made:1', context],
    ['network', 'create', 'back'],
    ['volume', 'create', 'data'],
    ['run', '-d', '--name', 'web', '--network', 'back', '-v', 'data:/data', '--restart', 'always', 'redis:7'],
    ['create', '--name', 'idle', 'redis:7'],
  ])
    expect(await docker(...command)).toMatchObject({ code: 0 });

  expect(await engine.clear()).toEqual([]);
  expect(await lines('ps', '--all', '--quiet')).toEqual(['']);
  expect(await lines('network', 'ls', '--format', '{{.Name}}')).toEqual(networks);
  expect(await lines('volume', 'ls', '--quiet')).toEqual(['']);
  expect(await lines('images', '--format', '{{.Repository}}:{{.Tag}}')).toEqual(['redis:7']);
  expect(engine.runtime.list()).toEqual([]);

  const again = await docker('build', '-t', 'demos/made:1', context);
  expect(again.stderr).toMatch(/CACHED/);
});

test('what cannot be removed does not stop the rest', async () => {
  const { docker, engine } = stage;
  await docker('volume', 'create', 'first');
  await docker('volume', 'create', 'second');
  const { volumes } = engine;
  const remove = volumes.remove.bind(volumes);
  volumes.remove = (name, users) => {
    if (name === 'first') throw new Error('first is busy');
    remove(name, users);
  };
  expect((await engine.clear()).map(({ message }) => message)).toEqual(['first is busy']);
  expect(await lines('volume', 'ls', '--quiet')).toEqual(['first']);
  volumes.remove = remove;
});
