// The dashboard's page, for browsers: what its server serves as files, and nothing else.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { pageOptions, STATIC } from '../src/dashboard/build.js';

/** @returns {Promise<Map<string, string>>} files by their path, as `dist/dashboard/index.html` */
export async function dashboardPage() {
  const root = join(import.meta.dirname, '..');
  const outdir = join(root, 'dist/dashboard');
  const { outputFiles } = await build({ ...pageOptions, outdir, write: false });
  const files = new Map(outputFiles.map(({ path, text }) => [relative(root, path), text]));
  for (const name of STATIC)
    files.set(`dist/dashboard/${name}`, await readFile(join(root, 'src/dashboard/page', name), 'utf8'));
  return files;
}
