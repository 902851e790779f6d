/** The objects of a command's -f and -k. */
import { usage } from './errors.ts';
import type { FlagSpec, Line } from './flags.ts';
import { readManifests } from './manifests.ts';
import type { Json } from './output/print.ts';

export const fileFlags = {
  filename: { type: 'string', short: 'f', multiple: true },
  kustomize: { type: 'string', short: 'k' },
  recursive: { type: 'boolean', short: 'R' },
} satisfies Record<string, FlagSpec>;

/** Undefined if neither -f nor -k is given. */
export async function namedManifests(line: Line): Promise<Json[] | undefined> {
  const files = line.strings('filename');
  const folder = line.string('kustomize');
  if (folder !== undefined) {
    const { kustomize } = await import('./kustomize.ts');
    return checked(kustomize(folder));
  }
  if (files.length === 0) return undefined;
  return checked(files.flatMap((file) => readManifests(file, line.boolean('recursive'))));
}

function checked(objects: Json[]): Json[] {
  for (const { apiVersion, kind, metadata } of objects) {
    const name = metadata?.name ?? metadata?.generateName;
    if (apiVersion && kind && name) continue;
    throw usage(
      `an object without ${apiVersion ? (kind ? 'metadata.name' : 'kind') : 'apiVersion'} cannot be used`,
      'Complete the manifest.',
    );
  }
  return objects;
}
