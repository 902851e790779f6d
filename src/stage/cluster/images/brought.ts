import { mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { replaceFile } from '../../../system/replace-file.ts';

/**
 * Remembers which build of an image was brought into the cluster: to copy it there takes seconds, and the way back to
 * a scene begins with a row of builds that are there already. Kept in the person's cache, not in the home of one talk:
 * another talk may bring another build by the same name.
 */
export interface Brought {
  /** @param id of the build, as the engine tells it */
  has(image: string, id: string): Promise<boolean>;
  note(image: string, id: string): Promise<void>;
  /** The next image is brought, whatever is remembered. */
  forget(): Promise<void>;
}

interface Memory {
  /** UID of the namespace kube-system, which a cluster keeps for life. */
  cluster: string;
  /** Ids by image. */
  images: Record<string, string>;
}

export function broughtInto(kubeconfig: string, folder = cacheFolder()): Brought {
  const file = join(folder, 'brought.json');
  const remembered = async (): Promise<Memory | undefined> => {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as Memory;
    } catch {
      return undefined;
    }
  };
  return {
    async has(image, id) {
      const memory = await remembered();
      if (memory?.images?.[image] !== id) return false;
      // Nodes tell the names of their images, not which build each is; what they delete they tell no more.
      const [cluster, there] = await Promise.all([identity(kubeconfig), nodesHave(image, kubeconfig)]);
      return there && cluster === memory.cluster;
    },
    async note(image, id) {
      const [memory, cluster] = await Promise.all([remembered(), identity(kubeconfig)]);
      if (cluster === '') return this.forget();
      const before = memory?.cluster === cluster ? memory.images : {};
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await replaceFile(file, JSON.stringify({ cluster, images: { ...before, [image]: id } }));
      } catch {
        // What is not remembered is brought again.
      }
    },
    forget: () => rm(file, { force: true }),
  };
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME } = process.env;
  return join(XDG_CACHE_HOME?.startsWith('/') ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'pycont');
}

/** Whether every node has an image of that name; where nodes cannot be seen they count as having nothing. */
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
