// A component is imported through its index.ts, which only re-exports. Bundled that way, importing one name would load
// all files of the component: the bundle imports each name directly from its file.
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve } from 'node:path';

const IMPORT = /^import \{([^}]*)\} from '(\.[^']*\/index\.ts)';/gm;
const EXPORT = /^export \{([^}]*)\} from '(\.[^']*)';/gm;

/** An esbuild plugin. */
export const throughDoors = {
  name: 'through-doors',
  setup({ onLoad }) {
    /** Absolute path of a door → name → absolute path of the file that exports it. */
    const doors = new Map();
    const doorAt = (file) => {
      if (!doors.has(file)) doors.set(file, readDoor(file));
      return doors.get(file);
    };
    onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const found = [...text.matchAll(IMPORT)].map(([, , door]) => resolve(dirname(path), door));
      const behind = new Map(await Promise.all(found.map(async (door) => [door, await doorAt(door)])));
      const contents = text.replace(
        IMPORT,
        (statement, names, door) =>
          direct(path, names, behind.get(resolve(dirname(path), door))) ?? statement,
      );
      return { contents, loader: extname(path).slice(1) };
    });
  },
};

/** @returns undefined if the door itself declares one of the names */
function direct(path, names, door) {
  const statements = namesIn(names).map(([name, as]) => {
    const file = door.get(name);
    return file && `import { ${name} as ${as} } from './${relative(dirname(path), file)}';`;
  });
  return statements.every(Boolean) ? statements.join(' ') : undefined;
}

async function readDoor(file) {
  const text = await readFile(file, 'utf8');
  return new Map(
    [...text.matchAll(EXPORT)].flatMap(([, names, from]) =>
      namesIn(names).map(([, as]) => [as, join(dirname(file), from)]),
    ),
  );
}

/** Parses `a, b as c` into pairs of exported and local name. */
function namesIn(list) {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => part.split(' as '))
    .map(([name, as = name]) => [name, as]);
}
