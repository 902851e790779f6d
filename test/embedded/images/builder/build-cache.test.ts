import { chmodSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseReference } from '../../../../src/embedded/images/reference.ts';
import { testContext } from './context.ts';

const dockerfile = 'FROM node:24-slim\nWORKDIR /code\nCOPY one ./\nCOPY two ./\nCMD ["x"]\n';

let context: ReturnType<typeof testContext>;
beforeEach(() => {
  context = testContext();
  context.write({ one: '1', two: '2' });
});
afterEach(() => context.close());

/** Steps → whether they came from the cache. */
const cached = (output: string) =>
  Object.fromEntries(
    [...output.matchAll(/^#(\d+) \[\d\/\d\] (\S+ \S+)/gm)].map(([, number, step]) => [
      step,
      new RegExp(`^#${number} CACHED$`, 'm').test(output),
    ]),
  );

test('a repeated build is all cached and gives the same image', async () => {
  const first = await context.build(dockerfile);
  expect(cached(first.output)).toMatchObject({ 'COPY one': false, 'COPY two': false });
  const second = await context.build(dockerfile);
  expect(cached(second.output)).toMatchObject({ 'WORKDIR /code': true, 'COPY one': true, 'COPY two': true });
  expect(second.image.id).toBe(first.image.id);
});

test('a changed file invalidates its step and later ones, not earlier ones', async () => {
  const first = await context.build(dockerfile);
  context.write({ two: 'changed' });
  const second = await context.build(dockerfile);
  expect(cached(second.output)).toMatchObject({ 'COPY one': true, 'COPY two': false });
  expect(second.image.id).not.toBe(first.image.id);
  context.write({ one: 'changed' });
  expect(cached((await context.build(dockerfile)).output)).toMatchObject({
    'COPY one': false,
    'COPY two': false,
  });
});

test('permissions count, times do not', async () => {
  await context.build(dockerfile);
  utimesSync(join(context.contextFolder, 'one'), 0, 0);
  expect(cached((await context.build(dockerfile)).output)['COPY one']).toBe(true);
  chmodSync(join(context.contextFolder, 'one'), 0o755);
  expect(cached((await context.build(dockerfile)).output)['COPY one']).toBe(false);
});

test('a configuration before a step is part of its key', async () => {
  await context.build(dockerfile);
  const changed = dockerfile.replace('COPY one', 'ENV A=1\nCOPY one');
  expect(cached((await context.build(changed)).output)['COPY one']).toBe(false);
});

test('--no-cache', async () => {
  await context.build(dockerfile);
  const { output } = await context.build(dockerfile, { noCache: true });
  expect(Object.values(cached(output)).slice(1)).toEqual([false, false, false]);
});

test('the cache and the images are kept over a restart', async () => {
  const { image } = await context.build(dockerfile);
  const later = context.reopen();
  expect(later.resolve('test/image:1')).toEqual(image);
  expect(later.resolve(image.id.slice(7, 19))?.id).toBe(image.id);
});

test('a missing layer is created again', async () => {
  const { image } = await context.build(dockerfile);
  rmSync(image.root.layers.at(-1) as string, { recursive: true });
  expect(context.images.resolve('test/image:1')).toBeUndefined();
  const again = await context.build(dockerfile);
  expect(cached(again.output)).toMatchObject({ 'COPY one': true, 'COPY two': false });
  expect(again.image.root.layers).toEqual(image.root.layers);
});

test("output like BuildKit's", async () => {
  const { image, output } = await context.build(dockerfile);
  expect(output).toMatch(/^#0 \[internal\] load build definition from Dockerfile$/m);
  expect(output).toMatch(/^#2 \[1\/4\] FROM docker\.io\/library\/node:24-slim$/m);
  expect(output).toMatch(/^#4 \[3\/4\] COPY one \.\/\n#4 DONE \d+\.\ds$/m);
  expect(output).toContain(`writing image ${image.id} done`);
  expect(output).toContain(`naming to ${parseReference('test/image:1').canonical} done`);
});

test('a tag can move to another image; images are removed by name and by id', async () => {
  const { image } = await context.build(dockerfile);
  context.images.tag('test/image:1', 'other:2');
  expect(context.images.resolve('other:2')?.tags).toEqual(['other:2', 'test/image:1']);
  expect(context.images.remove('other:2')).toEqual(['Untagged: other:2']);
  expect(context.images.remove(image.id)).toEqual(['Untagged: test/image:1', `Deleted: ${image.id}`]);
  expect(context.images.resolve('test/image:1')).toBeUndefined();
  expect(() => context.images.remove('test/image:1')).toThrow('No such image: test/image:1');
});

test('prune keeps layers that images and containers use', async () => {
  const { image } = await context.build(dockerfile);
  const [base, ...own] = image.root.layers as [string, ...string[]];
  expect(context.images.prune([]).layers).toBe(0);
  context.images.remove('test/image:1');
  expect(context.images.prune([own[0] as string]).layers).toBe(own.length - 1 + (base ? 1 : 0));
});
