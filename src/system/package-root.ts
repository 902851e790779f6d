import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of pycont's package.json. Modules run from src/ in tests and from dist/ when bundled, so paths
 * relative to a module would differ.
 */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'bin', 'pycont'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no pycont package around ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}
