// Bundles the dashboard for its image: the server in one file, and the page. `node build.js FOLDER`
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const SOURCE = join(import.meta.dirname, 'page');
/** Files of the page that are served as they are. */
export const STATIC = ['index.html', 'favicon.svg'];

/**
 * For browsers.
 * @type {import('esbuild').BuildOptions}
 */
export const pageOptions = {
  entryPoints: { page: join(SOURCE, 'main.tsx') },
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: ['chrome122', 'firefox128', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // The one beside the page is for the type checker, and extends one that is not in the image.
  tsconfigRaw: {},
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const serverOptions = {
  entryPoints: { main: join(import.meta.dirname, 'main.ts') },
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  keepNames: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // Not in a pod: see src/kubernetes/kube.ts.
  external: ['@kubernetes/client-node'],
  logLevel: 'warning',
};

/** @param {string} folder */
async function buildInto(folder) {
  const page = join(folder, 'page');
  await Promise.all([build({ ...serverOptions, outdir: folder }), build({ ...pageOptions, outdir: page })]);
  for (const name of STATIC) await cp(join(SOURCE, name), join(page, name));
}

if (process.argv[1] === import.meta.filename) await buildInto(process.argv[2] ?? 'program');
