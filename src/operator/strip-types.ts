/**
 * Writes the sources as JavaScript into the folder that is named: Node.js would run them as they are, but with a
 * compiler in memory that an idle operator has no use for.
 */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';

const [out = 'dist'] = process.argv.slice(2);

for (const file of await readdir('.', { recursive: true })) {
  if (!file.endsWith('.ts') || file.startsWith('node_modules')) continue;
  const code = stripTypeScriptTypes(await readFile(file, 'utf8'));
  const target = join(out, file.replace(/\.ts$/, '.js'));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code.replaceAll(/(?<=(?:from |import\()'\.[^']*)\.ts(?=')/g, '.js'));
}
