/**
 * Writes the operator and the leaves it uses as JavaScript into the given folder: Node.js could run them as they are,
 * but with a compiler in memory that an idle operator does not need.
 */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

const [out = 'dist'] = process.argv.slice(2);
const root = dirname(import.meta.dirname);

for (const part of ['operator', 'kubernetes', 'messages'])
  for (const file of await readdir(join(root, part), { recursive: true })) {
    if (!file.endsWith('.ts') || file.startsWith('node_modules') || file === 'strip-types.ts') continue;
    const code = stripTypeScriptTypes(await readFile(join(root, part, file), 'utf8'));
    // A file with only types is not imported at run time.
    if (!/^(?:import|export) /m.test(code)) continue;
    const target = join(out, part, file.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code.replaceAll(/(?<=(?:from |import\()'\.[^']*)\.ts(?=')/g, '.js'));
  }
