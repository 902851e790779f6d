/** Objects from YAML or JSON files, folders and standard input; lists are unpacked. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { usage } from './errors.ts';
import type { Json } from './output/print.ts';

export function readManifests(path: string, recursive = false): Json[] {
  if (path === '-') return parseManifests(readFileSync(0, 'utf8'), 'standard input');
  let isFolder;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw usage(`the path "${path}" does not exist`, 'Name a file or folder that does.');
  }
  if (!isFolder) return parseManifests(readFileSync(path, 'utf8'), path);
  return readdirSync(path, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return recursive ? readManifests(join(path, entry.name), true) : [];
      return ['.yaml', '.yml', '.json'].includes(extname(entry.name))
        ? readManifests(join(path, entry.name))
        : [];
    });
}

function parseManifests(text: string, where: string): Json[] {
  return parseAllDocuments(text).flatMap((document): Json[] => {
    const [problem] = document.errors;
    if (problem) throw usage(`error parsing ${where}: ${problem.message}`, 'Correct the file.');
    const object: Json = document.toJS();
    if (object === null) return [];
    if (Array.isArray(object.items) && String(object.kind).endsWith('List')) return object.items;
    return [object];
  });
}
