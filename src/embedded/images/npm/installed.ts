/** Finds packages of exact versions in pycont's own installation. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PlannedPackage } from './lock-file.ts';

export interface Source extends PlannedPackage {
  /** Absolute folder to copy from. */
  folder: string;
}

/** Undefined if any package is missing. Searches `root` and its parents, like Node: npm may have hoisted packages. */
export async function findInstalled(root: string, wanted: PlannedPackage[]): Promise<Source[] | undefined> {
  const names = new Set(wanted.map((each) => each.name));
  const places = new Map<string, string[]>();
  for (let folder = root; ; folder = dirname(folder)) {
    collect(join(folder, 'node_modules'), names, places);
    if (dirname(folder) === folder) break;
  }
  const sources: Source[] = [];
  for (const each of wanted) {
    const folder = places.get(each.name)?.find((place) => versionOf(place) === each.version);
    if (folder === undefined) return undefined;
    sources.push({ ...each, folder });
  }
  return sources;
}

/** Collects all copies of the named packages below a node_modules folder. */
function collect(modules: string, names: Set<string>, places: Map<string, string[]>): void {
  for (const name of packageNames(modules)) {
    const folder = join(modules, name);
    if (names.has(name)) places.set(name, [...(places.get(name) ?? []), folder]);
    collect(join(folder, 'node_modules'), names, places);
  }
}

function packageNames(modules: string): string[] {
  return entries(modules).flatMap((name) => {
    if (name.startsWith('.')) return [];
    if (!name.startsWith('@')) return [name];
    return entries(join(modules, name)).map((inner) => `${name}/${inner}`);
  });
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function versionOf(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: string }).version;
  } catch {
    return undefined;
  }
}
