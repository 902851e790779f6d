// The dashboard's page, for browsers: what its server serves as files, and nothing else.
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { build } from 'esbuild';

const SOURCE = 'src/dashboard/page';
const STATIC = ['index.html', 'favicon.svg'];

/** @returns {Promise<Map<string, string>>} files by their path in dist/ */
export async function dashboardPage() {
  const { outputFiles } = await build({
    entryPoints: { page: `${SOURCE}/main.tsx` },
    outdir: 'dist/dashboard',
    tsconfig: `${SOURCE}/tsconfig.json`,
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome122', 'firefox128', 'safari17.5'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  const files = new Map(outputFiles.map(({ path, text }) => [relative('.', path), text]));
  for (const name of STATIC) files.set(`dist/dashboard/${name}`, await readFile(`${SOURCE}/${name}`, 'utf8'));
  return files;
}
