import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { modeOf, names, read, testContext } from './context.ts';

let context: ReturnType<typeof testContext>;
beforeEach(() => {
  context = testContext();
  context.write({ 'a.txt': 'A', 'b.txt': 'B', 'src/main.ts': 'main', 'src/deep/x.ts': 'x', 'c d': 'blank' });
});
afterEach(() => context.close());

const build = async (lines: string) =>
  (await context.build(`FROM node:24-slim\nWORKDIR /code\n${lines}\n`)).image;

test('a file to a folder, to a name, and to a name in the working directory', async () => {
  const image = await build('COPY a.txt ./\nCOPY a.txt /x/y\nCOPY b.txt renamed');
  expect(names(image, '/code')).toEqual(['a.txt', 'renamed']);
  expect(read(image, '/x/y')).toBe('A');
  expect(read(image, '/code/renamed')).toBe('B');
});

test("a folder's content, not the folder", async () => {
  const image = await build('COPY src ./s');
  expect(names(image, '/code/s')).toEqual(['deep', 'main.ts']);
  expect(read(image, '/code/s/deep/x.ts')).toBe('x');
});

test('wildcards, several sources, blanks in names', async () => {
  const image = await build('COPY *.txt src/m?in.ts ./\nCOPY ["c d", "./e f"]');
  expect(names(image, '/code')).toEqual(['a.txt', 'b.txt', 'e f', 'main.ts']);
});

test('the whole context without ignored files', async () => {
  context.write({ '.dockerignore': 'node_modules\n*.txt\n!b.txt\nDockerfile\n', 'node_modules/x/y': '1' });
  expect(names(await build('COPY . .'), '/code')).toEqual(['.dockerignore', 'b.txt', 'c d', 'src']);
});

test('an ignored file cannot be copied by name', async () => {
  context.write({ '.dockerignore': 'a.txt' });
  await expect(build('COPY a.txt ./')).rejects.toThrow('Dockerfile:3: "/a.txt": not found');
});

test('permissions are kept, --chmod sets them, sticky folders below stay so', async () => {
  chmodSync(join(context.contextFolder, 'a.txt'), 0o755);
  const image = await build('COPY a.txt /tmp/a\nCOPY --chmod=640 b.txt /tmp/b');
  expect(modeOf(image, '/tmp/a')).toBe('755');
  expect(modeOf(image, '/tmp/b')).toBe('640');
  expect(modeOf(image, '/tmp')).toBe('1777');
});

test("images do not depend on the process' umask", async () => {
  const before = process.umask(0o077);
  try {
    const image = await build('COPY src /x/y');
    for (const path of ['/', '/etc', '/etc/passwd', '/home/node', '/x', '/x/y', '/code']) {
      expect(`${path} ${modeOf(image, path)}`).toBe(`${path} ${path === '/etc/passwd' ? '644' : '755'}`);
    }
  } finally {
    process.umask(before);
  }
});

test('symbolic links are kept; one that leaves the context is not followed', async () => {
  symlinkSync('main.ts', join(context.contextFolder, 'src/link.ts'));
  symlinkSync('/etc/hostname', join(context.contextFolder, 'out'));
  const image = await build('COPY src ./src');
  expect(read(image, '/code/src/link.ts')).toBe('main');
  await expect(build('COPY out ./')).rejects.toThrow('"/out": not found');
});

test('nothing from above the context', async () => {
  context.write({ '../secret': 'S' });
  await expect(build('COPY ../secret ./')).rejects.toThrow('not found');
});

test('stages: a file of one into another, also by number; unneeded ones are not built', async () => {
  const dockerfile = [
    'FROM node:24-slim AS source',
    'COPY a.txt /made/a',
    'FROM node:24-slim AS broken',
    'COPY missing /',
    'FROM scratch',
    'COPY --from=source /made /made',
    'COPY --from=0 /made/a /again',
    'COPY --from=node:24-slim /etc/passwd /passwd',
  ].join('\n');
  const { image, output } = await context.build(dockerfile);
  expect(names(image, '/')).toEqual(['again', 'made', 'passwd']);
  expect(read(image, '/made/a')).toBe('A');
  expect(output).toContain('[source 2/2] COPY a.txt /made/a');
  expect(output).not.toContain('broken');
  expect(image.root.binds).toEqual([]);
});

test('--target builds that stage', async () => {
  const { image } = await context.build('FROM node AS one\nENV A=1\nFROM one AS two\nENV A=2', {
    target: 'one',
  });
  expect(image.config.env.A).toBe('1');
  await expect(context.build('FROM node AS one', { target: 'three' })).rejects.toThrow('could not be found');
});

test.each([
  ['COPY nope ./', '"/nope": not found'],
  ['COPY a.txt', 'COPY requires at least two arguments'],
  ['COPY a.txt b.txt /x', 'the destination must be a directory and end with a /'],
  ['COPY --from=nowhere /a /b', 'COPY --from=nowhere: no such stage or image'],
  ['COPY --chmod=u+x a.txt /x', 'invalid chmod parameter'],
  ['COPY --chown=hipster a.txt /x', "can't find uid for user hipster|unable to find user hipster"],
  ['COPY --parents a.txt /x', 'COPY --parents is not supported'],
  ['COPY a.txt /usr/bin/a', "the host's /usr/bin there, read-only"],
])('%s is an error with its line', async (line, message) => {
  await expect(build(line)).rejects.toThrow(new RegExp(`Dockerfile:3: .*(${message.replace(/[()]/g, '.')})`));
});
