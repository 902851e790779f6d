// Bundles every program of pycont into dist/: unbundled, the CLI takes three times as long to start.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { asCommonJs } from './scripts/commonjs.js';
import { firstChunk } from './scripts/first-chunk.js';
import { oneFile } from './scripts/one-file.js';
import { dashboardPage, notesPage } from './scripts/pages.js';
import { throughDoors } from './scripts/through-doors.js';

// npm may run this script from another folder.
process.chdir(import.meta.dirname);

const programs = {
  cli: 'src/cli/main.ts',
  daemon: 'src/embedded/daemon/main.ts',
  docker: 'src/embedded/docker-cli/main.ts',
  kubectl: 'src/embedded/kubectl/main.ts',
  redis: 'src/embedded/redis/main.ts',
  prometheus: 'src/embedded/prometheus/main.ts',
  'app-proxy': 'src/stage/cluster/app-proxy/app-proxy-main.ts',
  'net-hook': 'src/embedded/network/hook.ts',
};

const BUNDLING = ['commonjs', 'first-chunk', 'one-file', 'pages', 'through-doors'].map(
  (name) => `scripts/${name}.js`,
);

/** npm prepares the package for every new `npx`: nothing is built if the bundles are up to date. */
async function isFresh() {
  if (!existsSync('dist/cli.js')) return false;
  const { mtimeMs: built } = await stat('dist/cli.js');
  const sources = await readdir('src', { recursive: true, withFileTypes: true });
  const files = sources.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...files, 'build.js', ...BUNDLING, 'package-lock.json'])
    if ((await stat(file)).mtimeMs > built) return false;
  return true;
}

if (process.argv.includes('--if-needed') && (await isFresh())) process.exit();

const entryPoints = Object.fromEntries(Object.entries(programs).filter(([, file]) => existsSync(file)));

// Commander only needs child_process for commands in separate executables, which pycont does not have, and loading it
// would take a tenth of the time of --help. Its other imports of Node's modules are imported whole: a namespace object
// would first copy each property.
const leanCommander = {
  name: 'lean-commander',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:(child_process|fs|path|process)$/ }, ({ path, importer }) =>
      importer.includes('/commander/') ? { path, namespace: 'lean' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'lean' }, ({ path }) => ({
      contents:
        path === 'node:child_process'
          ? `export default { spawn: (...args) => require('${path}').spawn(...args) };`
          : `export default require('${path}');`,
    }));
  },
};

// The width rules of all scripts take longer to load than everything else that `scene list` needs; nearly every text
// has only narrow letters, and does not need them.
const lazyColumns = {
  name: 'lazy-columns',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(cli-truncate|string-width|wrap-ansi)$/ }, ({ path, importer, resolveDir }) =>
      /[\\/]src[\\/]/.test(importer)
        ? { path, namespace: 'lazy-columns', pluginData: resolveDir }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'lazy-columns' }, ({ path, pluginData }) => ({
      contents: `export default (...args) => require('${path}').default(...args);`,
      resolveDir: pluginData,
    }));
  },
};

const { metafile, outputFiles } = await build({
  metafile: true,
  write: false,
  entryPoints,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  jsx: 'automatic',
  chunkNames: 'chunks/[name]-[hash]',
  // A native addon cannot be bundled; ink only loads its devtools when asked to.
  external: ['@lydell/node-pty'],
  alias: { 'react-devtools-core': './src/cli/terminal/screen/no-devtools.ts' },
  plugins: [
    leanCommander,
    lazyColumns,
    await firstChunk(programs.cli, { entryPoints, plugins: [throughDoors] }),
    throughDoors,
  ],
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
});

const bundle = new Map(outputFiles.map(({ path, text }) => [relative('.', path), text]));
// Containers have only this file, under a name that ends in .mjs.
const files = await asCommonJs(metafile.outputs, bundle, ['dist/net-hook.js']);
files.set('dist/cli.js', oneFile('dist/cli.js', metafile.outputs, files));
for (const page of [dashboardPage(), notesPage()])
  for (const [file, text] of await page) files.set(file, text);
files.set('dist/package.json', '{ "type": "commonjs" }\n');
for (const folder of ['chunks', 'dashboard', 'notes']) await mkdir(`dist/${folder}`, { recursive: true });
for (const [file, text] of files) await writeFile(file, text);

// Only files that this build did not write are deleted: pycont may be running from dist/ meanwhile.
const written = new Set([...files.keys()].map((file) => resolve(file)));
for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
  const file = resolve(entry.parentPath, entry.name);
  if (entry.isFile() && !written.has(file)) await rm(file);
}
