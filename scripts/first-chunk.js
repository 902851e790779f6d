// Every command loads everything that the entry point imports. Split by which other chunks need it, that would be a
// dozen files, each of which takes half a millisecond to find and to read: here it is one. A chunk that imports one of
// its modules that others share imports all the shared ones; so these should belong together.
import { resolve } from 'node:path';
import { build } from 'esbuild';

/**
 * @param entry the entry point to optimise
 * @param bundle entryPoints and plugins of the whole bundle
 * @returns an esbuild plugin, to be put before those of `bundle`
 */
export async function firstChunk(entry, bundle) {
  const { first, shared } = await modulesOf(entry, bundle);
  return {
    name: 'first-chunk',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\..*\.tsx?$/ }, ({ path, importer, resolveDir }) => {
        const file = resolve(resolveDir, path);
        return shared.has(file) && !first.has(importer)
          ? { path: file, namespace: 'first-chunk' }
          : undefined;
      });
      onResolve({ filter: /^shared$/ }, ({ namespace }) =>
        namespace === 'first-chunk' ? { path: 'shared', namespace } : undefined,
      );
      onLoad({ filter: /.*/, namespace: 'first-chunk' }, ({ path }) => ({
        contents:
          path === 'shared'
            ? [...shared].map((file) => `import '${file}';`).join('\n')
            : `import 'shared'; export * from '${path}';`,
        resolveDir: '/',
      }));
    },
  };
}

/** Absolute paths of our own modules: those that the entry point imports, and those of them that others import, too. */
async function modulesOf(entry, { entryPoints, plugins }) {
  const { metafile } = await build({
    entryPoints,
    plugins,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'dist',
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const first = new Set();
  const add = (file) => {
    if (first.has(file) || !metafile.inputs[file]) return;
    first.add(file);
    for (const { path, kind } of metafile.inputs[file].imports) if (kind === 'import-statement') add(path);
  };
  add(entry);
  const others = Object.entries(metafile.inputs).filter(([file]) => !first.has(file));
  const imported = new Set(others.flatMap(([, { imports }]) => imports.map(({ path }) => path)));
  const absolute = (files) => new Set(files.map((file) => resolve(file)));
  return { first: absolute([...first]), shared: absolute([...first].filter((file) => imported.has(file))) };
}
