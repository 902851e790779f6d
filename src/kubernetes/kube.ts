import { KUBERNETES } from '../messages/operator/index.ts';
import { KubernetesError, messageOf } from './errors.ts';
import type { Kube, KubeConfiguration } from './configuration.ts';
import { inCluster } from './in-cluster.ts';

interface Wanted {
  /** A kube context by name; without it the current one. */
  context?: string | undefined;
  /** Without it that of the environment. */
  kubeconfig?: string | undefined;
}

/**
 * The cluster to work in: that of the pod this runs in, or of a kube context. Throws KubernetesError when there is
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
  const known = config.getContextObject(config.getCurrentContext());
  // Without any configuration the library falls back to a server of its own invention.
  if (config.getCurrentCluster() === null || (config.getCurrentContext() === 'loaded-context' && !context))
    throw new KubernetesError('NoContext', KUBERNETES.noContext({ name: context }), KUBERNETES.seeContexts);
  return { load: read, namespace: known?.namespace || 'default', inCluster: false };
}

/**
 * The library costs 80 MB of memory and half a second: only who has a kubeconfig loads it, and the image for pods
 * does without.
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
