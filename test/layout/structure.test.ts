/** What the layout promises beyond single imports. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { INSIDE, LEAVES, PARTS } from '../../scripts/lint/layers.js';
import { packageRoot } from '../../src/system/package-root.ts';

const root = packageRoot();
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root, exclude: ['**/node_modules/**'] });
const readmes = globSync('src/**/README.md', { cwd: root, exclude: ['**/node_modules/**'] });

const components = INSIDE.embedded.layers.flat().map((name) => `src/embedded/${name}`);
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('nothing lies loose', () => {
  const loose = (folder: string) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  // Docker looks for it in the folder that it is sent.
  expect(loose('src')).toEqual(['.dockerignore']);
  expect(loose('src/embedded').sort()).toEqual(['README.md', 'index.ts']);
});

test('every component has a door, and every part a page', () => {
  const doors = [
    ...components,
    ...['show', 'stage', 'load', 'kubernetes', 'embedded', 'dashboard'].map((part) => `src/${part}`),
  ];
  expect(doors.filter((folder) => !existsSync(join(root, folder, 'index.ts')))).toEqual([]);
  const pages = [
    ...components,
    ...[...Object.keys(PARTS), ...LEAVES, 'operator', 'dashboard'].map((part) => `src/${part}`),
  ];
  expect(pages.filter((folder) => !existsSync(join(root, folder, 'README.md')))).toEqual([]);
  const map = read('CONTRIBUTING.md');
  expect(pages.filter((folder) => !map.includes(`${folder}/README.md`))).toEqual([]);
});

test('a door hands on, and does nothing', () => {
  const doors = [
    ...components,
    'src/show',
    'src/stage',
    'src/load',
    'src/kubernetes',
    'src/embedded',
    'src/dashboard',
  ];
  const code = doors.filter((folder) =>
    read(`${folder}/index.ts`)
      .replaceAll(/\/\*\*.*?\*\/|^export (type )?\{[^}]*\} from '[^']*';$/gms, '')
      .trim(),
  );
  expect(code).toEqual([]);
});

test('no folder has more than 20 files', () => {
  const counts = new Map<string, number>();
  for (const file of globSync('{src,test,bench}/**/*.*', { cwd: root, exclude: ['**/node_modules/**'] }))
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const large = [...counts].filter(([, count]) => count > 20);
  expect(large).toEqual([]);
});

test.each(readmes)('every file that %s names is there', (readme) => {
  const named = [...read(readme).matchAll(/`([\w./-]+\.(?:ts|tsx|js))`|\]\(([\w./-]+)\)/g)]
    .map(([, code, link]) => (code ?? link)!)
    .filter((name) => name.includes('/') || /\.tsx?$/.test(name))
    .filter((name) => !['command.ts', 'run.ts'].includes(name) || !readme.includes('cli'));
  const there = (name: string) =>
    existsSync(join(root, dirname(readme), name)) || existsSync(join(root, name));
  expect(named.filter((name) => !there(name))).toEqual([]);
});

test('no import leads back to where it began, not even one that waits', () => {
  const imports = new Map(
    sources.map((file) => [
      file,
      [...read(file).matchAll(/(?:from|import) ?\(?'(\.[^']+)'/g)].map(([, to]) =>
        relative(root, resolve(root, dirname(file), to!)),
      ),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

test('no file names a package registry', () => {
  const host = ['registry', 'npmjs', 'org'].join('.');
  const exclude = ['**/node_modules/**', 'dist/**', '**/*.png'];
  const files = globSync(['*.*', '.*rc', '{bench,bin,deploy,docs,scenes,scripts,src,test,.ci}/**/*.*'], {
    cwd: root,
    exclude,
    withFileTypes: true,
  });
  const naming = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((file) => readFileSync(file, 'utf8').includes(host));
  expect(naming).toEqual([]);
});
