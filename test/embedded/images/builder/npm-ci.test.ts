import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseNpmCi } from '../../../../src/embedded/images/builder/npm-ci-step.ts';
import { lookup } from '../../../../src/embedded/images/merged-root.ts';
import { planInstall } from '../../../../src/embedded/images/npm/lock-file.ts';
import type { LockFile } from '../../../../src/embedded/images/npm/lock-file.ts';
import { packageRoot } from '../../../../src/system/package-root.ts';
import { names, read, testContext } from './context.ts';

test.each([
  ['npm ci', { omitDev: false, omitOptional: false }],
  ['npm ci --omit=dev', { omitDev: true, omitOptional: false }],
  ['npm ci --omit=dev --omit=optional --no-audit --no-fund', { omitDev: true, omitOptional: true }],
  ['npm  ci --production && npm cache clean --force', { omitDev: true, omitOptional: false }],
  ['npm ci --omit=dev && rm -rf /root/.npm /tmp/*', { omitDev: true, omitOptional: false }],
  ['npm ci && rm -rf /code', undefined],
  ['npm ci --workspace=a', undefined],
  ['npm ci && npm run build', undefined],
  ['npm install', undefined],
  ['npm ci; rm -rf /x', undefined],
])('%s', (command, expected) => {
  expect(parseNpmCi(command)).toEqual(expected);
});

const registry = 'https://packages.example/a/-/a-1.0.0.tgz';
const lock = (packages: NonNullable<LockFile['packages']>): LockFile => ({ lockfileVersion: 3, packages });
const omit = { omitDev: true, omitOptional: false };

test('the plan leaves out development packages and other platforms', () => {
  const planned = planInstall(
    lock({
      '': { dependencies: { a: '1' } },
      'node_modules/a': { version: '1.0.0', resolved: registry },
      'node_modules/a/node_modules/@s/b': { version: '2.0.0', resolved: registry },
      'node_modules/dev': { version: '1.0.0', resolved: registry, dev: true },
      'node_modules/foreign': { version: '1.0.0', resolved: registry, optional: true, os: ['aix'] },
      'node_modules/notHere': {
        version: '1.0.0',
        resolved: registry,
        optional: true,
        os: [`!${process.platform}`],
      },
    }),
    { dependencies: { a: '1' } },
    omit,
  );
  expect(planned?.map(({ name, version }) => `${name}@${version}`)).toEqual(['a@1.0.0', '@s/b@2.0.0']);
});

test.each([
  ['a link', { 'node_modules/a': { link: true, resolved: 'x' } }],
  ['a git source', { 'node_modules/a': { version: '1.0.0', resolved: 'git+ssh://git@example.org/a.git' } }],
  [
    'a required foreign platform',
    { 'node_modules/a': { version: '1.0.0', resolved: registry, os: ['aix'] } },
  ],
])('%s is left to the real npm', (_what, packages) => {
  expect(planInstall(lock({ '': {}, ...packages }), {}, omit)).toBeUndefined();
});

test('a lock file out of sync with package.json is left to the real npm', () => {
  expect(
    planInstall(lock({ '': { dependencies: { a: '1' } } }), { dependencies: { a: '2' } }, omit),
  ).toBeUndefined();
});

let context: ReturnType<typeof testContext>;
beforeEach(() => {
  context = testContext();
});
afterEach(() => context.close());

const dockerfile = 'FROM node:24-slim\nWORKDIR /code\nCOPY package*.json ./\nRUN npm ci --omit=dev\n';

test("the app's own packages, without a runtime and without a network", async () => {
  const app = join(packageRoot(), 'src', 'app');
  const files = ['package.json', 'package-lock.json'].map((name) => [
    name,
    readFileSync(join(app, name), 'utf8'),
  ]);
  context.write(Object.fromEntries(files));
  const { image, output } = await context.build(dockerfile);
  const locked = JSON.parse(files[1]?.[1] as string) as LockFile;
  const wanted = Object.entries(locked.packages ?? {}).filter(([path, each]) => path !== '' && !each.dev);
  expect(output).toMatch(new RegExp(`added ${wanted.length} packages in \\d+m?s`));
  for (const [path, each] of wanted) {
    const manifest = JSON.parse(read(image, `/code/${path}/package.json`) ?? '{}');
    expect(`${path} ${manifest.version}`).toBe(`${path} ${each.version}`);
  }
  const modules = lookup(image.root.layers, '/code/node_modules')?.host as string;
  expect(
    execFileSync(process.execPath, ['-p', 'typeof require("express")'], { cwd: modules, encoding: 'utf8' }),
  ).toBe('function\n');
  expect(names(image, '/code/node_modules')).toContain('.package-lock.json');
  expect(lookup(image.root.layers, '/code/node_modules/node')).toBeUndefined();
});

/** A package root with `a`, a `b` nested in it, and another version of `b` next to it. */
function ownInstallation(): string {
  const root = join(context.folder, 'installation');
  const put = (path: string, manifest: object, files: Record<string, string> = {}) => {
    const folder = join(root, 'node_modules', path);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  };
  put('a', { name: 'a', version: '1.0.0' }, { 'cli.js': '#!/usr/bin/env node\n' });
  put('b', { name: 'b', version: '1.0.0' });
  put('a/node_modules/b', { name: 'b', version: '2.0.0' });
  return root;
}

const manifest = { name: 'p', dependencies: { a: '1' } };
const locked = (versionOfB: string) => ({
  name: 'p',
  lockfileVersion: 3,
  packages: {
    '': manifest,
    'node_modules/a': { version: '1.0.0', resolved: registry, bin: { tool: 'cli.js' } },
    'node_modules/b': { version: versionOfB, resolved: registry },
  },
});

test('nested copies serve hoisted places; programs are linked', async () => {
  context.close();
  context = testContext();
  const own = testContext({ packageRoot: ownInstallation() });
  try {
    own.write({
      'package.json': JSON.stringify(manifest),
      'package-lock.json': JSON.stringify(locked('2.0.0')),
    });
    const { image } = await own.build(dockerfile);
    expect(JSON.parse(read(image, '/code/node_modules/b/package.json') ?? '')).toMatchObject({
      version: '2.0.0',
    });
    expect(names(image, '/code/node_modules/a')).toEqual(['cli.js', 'package.json']);
    const link = lookup(image.root.layers, '/code/node_modules/.bin/tool')?.host as string;
    expect(readlinkSync(link)).toBe('../a/cli.js');
    expect(lstatSync(join(link, '../../a/cli.js')).mode & 0o111).toBe(0o111);
  } finally {
    own.close();
  }
});

test('a missing version needs the real npm, and so a runtime', async () => {
  const own = testContext({ packageRoot: ownInstallation() });
  try {
    own.write({
      'package.json': JSON.stringify(manifest),
      'package-lock.json': JSON.stringify(locked('3.0.0')),
    });
    await expect(own.build(dockerfile)).rejects.toThrow('RUN needs a container runtime');
  } finally {
    own.close();
  }
});
