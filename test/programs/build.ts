/**
 * Bundles the programs that tests start hundreds of times, once for the whole run: from source, each start would take
 * four times as much of the CPU.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { throughDoors } from '../../scripts/through-doors.js';
import { packageRoot } from '../../src/system/package-root.ts';
import { HOOK, PROGRAMS } from './program.ts';

/** The command line of the tests plays on the fake stage; everything else in it is real. */
const fakeStage: Plugin = {
  name: 'fake-stage',
  setup({ onResolve }) {
    onResolve({ filter: /\/open-stage\.ts$/ }, () => ({
      path: join(packageRoot(), 'test', 'show', 'fake-stage.ts'),
    }));
  },
};

export default async function buildPrograms(project: TestProject): Promise<() => Promise<void>> {
  const caches = join(packageRoot(), 'node_modules', '.cache');
  await mkdir(caches, { recursive: true });
  // Below the package, which the programs look for around themselves.
  const folder = await mkdtemp(join(caches, 'test-programs-'));
  const options: BuildOptions = {
    absWorkingDir: packageRoot(),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[hash]',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    jsx: 'automatic',
    external: ['@lydell/node-pty'],
    alias: { 'react-devtools-core': join(packageRoot(), 'src/cli/terminal/screen/no-devtools.ts') },
    // Libraries in CommonJS ask for Node's modules with require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [fakeStage, throughDoors],
    logLevel: 'error',
  };
  await Promise.all([
    build({ ...options, entryPoints: PROGRAMS, splitting: true }),
    build({ ...options, entryPoints: HOOK }),
  ]);
  project.provide('programs', folder);
  return () => rm(folder, { recursive: true, force: true });
}
