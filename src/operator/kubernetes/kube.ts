import { KubeConfig } from '@kubernetes/client-node';
import { existsSync } from 'node:fs';
import { OperatorError, messageOf } from '../errors.ts';

export interface Kube {
  load: () => KubeConfig;
  namespace: string;
  /** Service names resolve and Services can be reached directly. */
  inCluster: boolean;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** The cluster to work in: that of the pod we run in, or the current kube context. */
export function kube(context?: string): Kube {
  const inCluster = !process.env.KUBECONFIG && !context && existsSync(SERVICE_ACCOUNT);
  const load = (): KubeConfig => {
    const config = new KubeConfig();
    if (inCluster) config.loadFromCluster();
    else config.loadFromDefault();
    if (context) config.setCurrentContext(context);
    return config;
  };
  const config = loaded(load);
  const known = config.getContextObject(config.getCurrentContext());
  // Without any configuration the library falls back to a server of its own invention.
  if (config.getCurrentCluster() === null || (config.getCurrentContext() === 'loaded-context' && !context))
    throw new OperatorError(
      context ? `there is no kube context ${context}` : 'there is no kube context to work in',
      `see 'kubectl config get-contexts', or start the embedded stage: pycont stage up`,
    );
  return { load, namespace: known?.namespace || 'default', inCluster };
}

function loaded(load: () => KubeConfig): KubeConfig {
  try {
    return load();
  } catch (error) {
    throw new OperatorError(
      `the kube configuration cannot be read: ${messageOf(error)}`,
      'check KUBECONFIG, or start the embedded stage: pycont stage up',
      { cause: error },
    );
  }
}
