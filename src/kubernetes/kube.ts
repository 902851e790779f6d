import { KUBERNETES } from '../messages/operator/index.ts';
import { KubernetesError, messageOf } from './errors.ts';
import type { Kube, KubeConfiguration } from './configuration.ts';
import { inCluster } from './in-cluster.ts';

interface Wanted {
  /** Name of a kube context; default: the current one. */
  context?: string | undefined;
  /** Path of a kubeconfig; default: from the environment. */
  kubeconfig?: string | undefined;
}

/**
 * The cluster to use: the one of the pod this runs in, or of a kube context. Throws KubernetesError if there is
 * neither.
 */
export async function kube({ context, kubeconfig }: Wanted = {}): Promise<Kube> {
  const pod = process.env.KUBECONFIG || kubeconfig || context ? undefined : inCluster();
  return pod ?? byKubeconfig(context, kubeconfig);
}

async function byKubeconfig(context: string | undefined, file: string | undefined): Promise<Kube> {
  const KubeConfig = await kubeConfigClass();
  const read = () => {
    const config = new KubeConfig();
    if (file) config.loadFromFile(file);
    else config.loadFromDefault();
    if (context) config.setCurrentContext(context);
    return config;
  };
  const config = loaded(read);
  const current = config.getCurrentContext();
  const known = config.getContextObject(current);
  // Without any configuration the library falls back to http://localhost:8080.
  if (config.getCurrentCluster() === null || (current === 'loaded-context' && !context))
    throw new KubernetesError('NoContext', KUBERNETES.noContext({ name: context }), KUBERNETES.seeContexts);
  return { load: read, namespace: known?.namespace || 'default', context: current, inCluster: false };
}

/**
 * The library costs 80 MB of memory and half a second: it is only loaded to read a kubeconfig, and is not in the image
 * for pods.
 */
async function kubeConfigClass() {
  try {
    return (await import('@kubernetes/client-node/dist/config.js')).KubeConfig;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new KubernetesError('NoLoader', KUBERNETES.noLoader, KUBERNETES.mountToken, { cause: error });
  }
}

function loaded<T extends KubeConfiguration>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new KubernetesError(
      'Unreadable',
      KUBERNETES.unreadable({ why: messageOf(error) }),
      KUBERNETES.checkConfiguration,
      { cause: error },
    );
  }
}
