import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { OWN_IMAGES } from './own-images.ts';

/**
 * Sets the names of images in the kustomizations of a workspace's deploy/: those in the registry, or the plain ones
 * without a registry. The manifests are not changed.
 * @returns whether anything changed
 */
export async function nameImages(workspace: string, registry: string | undefined): Promise<boolean> {
  let changed = false;
  for (const [folder, name] of Object.entries(OWN_IMAGES)) {
    const file = join(workspace, 'deploy', folder, 'kustomization.yaml');
    if (!existsSync(file)) continue;
    const before = await readFile(file, 'utf8');
    if (!registry && !/^images:/m.test(before)) continue;
    const document = parseDocument(before);
    document.delete('images');
    if (registry) document.set('images', document.createNode([{ name, newName: `${registry}/${name}` }]));
    const after = document.toString({ indentSeq: true });
    if (after === before) continue;
    await writeFile(file, after);
    changed = true;
  }
  return changed;
}
