import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceFile, replaceFileSync } from '../../src/system/replace-file.ts';
import { temporaryFolder } from '../show/temporary.ts';

const both = [
  ['replaceFile', replaceFile],
  ['replaceFileSync', async (...args: Parameters<typeof replaceFileSync>) => replaceFileSync(...args)],
] as const;

test.each(both)('%s puts a file in the place of another, with its own mode', async (_name, replace) => {
  const folder = temporaryFolder();
  const file = join(folder, 'state.json');
  writeFileSync(file, 'old');
  await replace(file, 'new', { mode: 0o600, flush: true });
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test.each(both)('%s that fails leaves what was there, and nothing else', async (_name, replace) => {
  const folder = temporaryFolder();
  const file = join(folder, 'state.json');
  mkdirSync(file);
  await expect(replace(file, 'new')).rejects.toMatchObject({ code: 'EISDIR' });
  expect(readdirSync(folder)).toEqual(['state.json']);
});

test('many at once end with one of them whole', async () => {
  const file = join(temporaryFolder(), 'state.json');
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
  await Promise.all(texts.map((text) => replaceFile(file, text)));
  expect(texts).toContain(readFileSync(file, 'utf8'));
});
