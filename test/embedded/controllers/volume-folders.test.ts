import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { volumeFolders } from '../../../src/embedded/controllers/storage/volume-folders.ts';
import { temporaryFolder } from '../../show/temporary.ts';

const NAME = 'pvc-01234567-89ab-cdef-0123-456789abcdef';

test.each(['..', '../outside', 'pvc-1', `${NAME}/..`, `${NAME}\n`, ''])(
  'no volume is at %j',
  async (name) => {
    const folders = volumeFolders(join(temporaryFolder(), 'volumes'));
    expect(folders.names(name)).toBe(false);
    expect(() => folders.create(name)).toThrow('not a valid name');
    await expect(folders.remove(name)).rejects.toThrow('not a valid name');
  },
);

test('what a volume links to stays when it is removed', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'outside', 'kept'), { recursive: true });
  const folders = volumeFolders(join(home, 'volumes'));
  symlinkSync(join(home, 'outside'), join(folders.create(NAME), 'link'));
  await folders.remove(NAME);
  await folders.remove(NAME);
  expect(existsSync(join(home, 'outside', 'kept'))).toBe(true);
  mkdirSync(join(home, 'volumes', 'of somebody'));
  folders.create(NAME);
  await folders.clear();
  expect(readdirSync(join(home, 'volumes'))).toEqual(['of somebody']);
});
