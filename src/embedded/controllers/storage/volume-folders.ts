/** The folders of provisioned volumes: one for each, named as its PersistentVolume, all in one folder of the home. */
import { chmodSync, mkdirSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree, withUsualUmask } from '../../containers/index.ts';

/** Nothing else becomes the name of a folder: it can lead nowhere else. */
const NAME = /^pvc-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface VolumeFolders {
  /** @returns its absolute path */
  create(name: string): string;
  /** Resolves when nothing of it is left. */
  remove(name: string): Promise<void>;
  /** Whether a volume of this name can have a folder here. */
  names(name: string): boolean;
  /** Space for more data, in bytes. */
  free(): bigint;
  clear(): Promise<void>;
}

/** @param folder absolute */
export function volumeFolders(folder: string): VolumeFolders {
  const pathOf = (name: string) => {
    if (!NAME.test(name)) throw new Error(`${name} is not a valid name of a provisioned volume`);
    return join(folder, name);
  };
  const open = () => mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    create(name) {
      const path = pathOf(name);
      open();
      withUsualUmask(() => mkdirSync(path, { recursive: true }));
      // Whoever the containers run as may write, as with emptyDir.
      chmodSync(path, 0o777);
      return path;
    },
    remove: async (name) => removeTree(pathOf(name)),
    names: (name) => NAME.test(name),
    free() {
      open();
      const { bavail, bsize } = statfsSync(folder, { bigint: true });
      return bavail * bsize;
    },
    async clear() {
      open();
      for (const name of readdirSync(folder)) if (NAME.test(name)) await removeTree(join(folder, name));
    },
  };
}
