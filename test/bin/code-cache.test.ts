import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/system/package-root.ts';
import { temporaryFolder } from '../show/temporary.ts';

/** A program, and what it says when a process of its own loads it. */
function loader() {
  const folder = temporaryFolder();
  const file = join(folder, 'program.js');
  const caches = join(folder, 'caches');
  mkdirSync(caches);
  writeFileSync(join(folder, 'beside.js'), 'exports.beside = __filename.length > 0;');
  const code = `
    require('node:module').enableCompileCache(${JSON.stringify(caches)});
    const { load } = require(${JSON.stringify(join(packageRoot(), 'bin', 'code-cache.js'))});
    load(${JSON.stringify(file)}, 'test').tell().then((said) => process.stdout.write(said));`;
  const load = (env: NodeJS.ProcessEnv = {}) =>
    execFileSync(process.execPath, ['-e', code], {
      env: { PATH: process.env.PATH, ...env },
      encoding: 'utf8',
    });
  const kept = () =>
    readdirSync(caches, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /pycont-test-[^/]*$/.test(name),
    );
  const write = (word: string) =>
    writeFileSync(
      file,
      `exports.tell = async () => [${JSON.stringify(word)}, __filename === ${JSON.stringify(file)}, require('./beside.js').beside].join(' ');`,
    );
  return { file, caches, load, kept, write };
}

test('a program says the same whether its code is kept or not', () => {
  const { load, kept, write } = loader();
  write('one');
  expect(load()).toBe('one true true');
  expect(kept()).toHaveLength(1);
  expect(load()).toBe('one true true');
  expect(kept()).toHaveLength(1);
});

test('another program of the same length is not taken for the one whose code is kept', () => {
  const { file, load, write } = loader();
  write('one');
  load();
  const { mtimeMs } = statSync(file);
  write('two');
  utimesSync(file, (mtimeMs + 1) / 1_000, (mtimeMs + 1) / 1_000);
  expect(load()).toBe('two true true');
});

test('code that is broken is compiled again', () => {
  const { caches, load, kept, write } = loader();
  write('one');
  load();
  writeFileSync(join(caches, kept()[0]!), 'broken');
  expect(load()).toBe('one true true');
  expect(load()).toBe('one true true');
});

test('without a folder for it nothing is kept', () => {
  const { load, kept, write } = loader();
  write('one');
  expect(load({ NODE_DISABLE_COMPILE_CACHE: '1' })).toBe('one true true');
  expect(kept()).toEqual([]);
});
