/** What the bundle's ES modules get of its CommonJS: a copy of each name, taken once. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/system/package-root.ts';

const chunks = join(packageRoot(), 'dist', 'chunks');
const IMPORT = /^import \{([^}]*)\} from "(\.\/[^"]+\.js)";/gm;
const modules = readdirSync(chunks).filter((name) => name.endsWith('.mjs'));

test('there are some: ink awaits while it loads', () => {
  expect(modules).not.toEqual([]);
});

test.each(modules)('%s: nothing that it imports is still to be set', (name) => {
  const text = readFileSync(join(chunks, name), 'utf8');
  const require = createRequire(join(chunks, name));
  const [, before] = /^import "(\.\/[^"]+\.before\.js)";/m.exec(text) ?? [];
  if (before) require(before);
  for (const [, names, file] of text.matchAll(IMPORT)) {
    const exported = require(file!) as Record<string, unknown>;
    const unset = names!
      .split(',')
      .map((each) => each.trim().split(' as ')[0]!)
      .filter((each) => each !== '' && exported[each] === undefined);
    expect(unset, file).toEqual([]);
  }
});
