import { mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { replaceFile } from '../../../system/replace-file.ts';

/**
 * Records which build of an image was loaded into the cluster: loading takes seconds, and `goto` repeats many builds
 * that are already there. Kept in the user's cache, not in the home of one talk: another talk may load another build
 * with the same name.
 */
export interface LoadedImages {
  /** @param id of the build, from the engine */
  has(image: string, id: string): Promise<boolean>;
  add(image: string, id: string): Promise<void>;
  /** Removes the record: the next image is loaded in any case. */
  forget(): Promise<void>;
}

interface Memory {
  /** UID of the namespace kube-system, which identifies a cluster. */
  cluster: string;
  /** Ids by image. */
  images: Record<string, string>;
}

export function loadedImages(kubeconfig: string, folder = cacheFolder()): LoadedImages {
  const file = join(folder, 'loaded-images.json');
  const readRecord = async (): Promise<Memory | undefined> => {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as Memory;
    } catch {
      return undefined;
    }
  };
  return {
    async has(image, id) {
      const memory = await readRecord();
      if (memory?.images?.[image] !== id) return false;
      // Nodes report the names of their images, but not the builds; deleted images are no longer reported.
      const [cluster, there] = await Promise.all([identity(kubeconfig), nodesHave(image, kubeconfig)]);
      return there && cluster === memory.cluster;
    },
    async add(image, id) {
      const [memory, cluster] = await Promise.all([readRecord(), identity(kubeconfig)]);
      if (cluster === '') return this.forget();
      const before = memory?.cluster === cluster ? memory.images : {};
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await replaceFile(file, JSON.stringify({ cluster, images: { ...before, [image]: id } }));
      } catch {
        // An image without a record is loaded again.
      }
    },
    forget: () => rm(file, { force: true }),
  };
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME } = process.env;
  return join(XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'pycont');
}

/** Whether every node has an image of that name; false if nodes cannot be listed. */
export async function nodesHave(image: string, kubeconfig: string): Promise<boolean> {
  const names = '--output=jsonpath={range .items[*]}{.status.images[*].names}{"\\n"}{end}';
  const nodes = (await answer(kubeconfig, 'get', 'nodes', names)).split('\n').filter(Boolean);
  return nodes.length > 0 && nodes.every((each) => each.includes(`/${image}"`));
}

function identity(kubeconfig: string): Promise<string> {
  return answer(kubeconfig, 'get', 'namespace', 'kube-system', '--output=jsonpath={.metadata.uid}');
}

async function answer(kubeconfig: string, ...args: string[]): Promise<string> {
  const { stdout, failed } = await execa('kubectl', [...args, '--request-timeout=5s'], {
    env: { KUBECONFIG: kubeconfig },
    reject: false,
  });
  return failed ? '' : stdout;
}
