// The pages for browsers: what their servers serve as files, and nothing else.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { pageOptions, STATIC } from '../src/dashboard/build.js';

const ROOT = join(import.meta.dirname, '..');

/** Each resolves to files by their path, as `dist/dashboard/index.html`. */
export const dashboardPage = () => page('src/dashboard/page', 'dist/dashboard');
export const notesPage = () => page('src/cli/commands/notes/page', 'dist/notes');

async function page(source, target) {
  const entryPoints = { page: join(ROOT, source, 'main.tsx') };
  const { outputFiles } = await build({
    ...pageOptions,
    entryPoints,
    outdir: join(ROOT, target),
    write: false,
  });
  const files = new Map(outputFiles.map(({ path, text }) => [relative(ROOT, path), text]));
  for (const name of STATIC) files.set(`${target}/${name}`, await readFile(join(ROOT, source, name), 'utf8'));
  return files;
}
