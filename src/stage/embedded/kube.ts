/** The embedded stage for commands that only use its cluster: it may end and start again meanwhile. */
import { findDaemon } from '../../embedded/index.ts';
import { NoCluster, kube } from '../../kubernetes/index.ts';
import type { Kube, KubeConfiguration } from '../../kubernetes/index.ts';
import { STAGE } from '../../messages/index.ts';
import { NAMESPACE } from '../../notation/index.ts';

interface RunningStage {
  /** Absolute path. */
  kubeconfig: string;
  /** Where the app answers. */
  appUrl: string;
}

/** The embedded stage of this home, if it is up. @param home absolute path of `$PYCONT_HOME` */
export function runningEmbedded(home: string): RunningStage | undefined {
  const daemon = findDaemon(home);
  return daemon && { kubeconfig: daemon.kubeconfig, appUrl: daemon.ingressUrl };
}

/** Its cluster, which need not be up yet: each request looks where it is now. */
export function embeddedKube(home: string): Kube {
  const configuration = new EmbeddedConfiguration(home);
  return { load: () => configuration, namespace: NAMESPACE, context: 'embedded', inCluster: false };
}

class EmbeddedConfiguration implements KubeConfiguration {
  readonly #home: string;
  #current: KubeConfiguration | undefined;

  constructor(home: string) {
    this.#home = home;
  }

  getCurrentCluster(): { server: string } | null {
    return this.#current?.getCurrentCluster() ?? null;
  }

  /** It may have another port, and another certificate, than before. */
  async applyToHTTPSOptions(options: Parameters<KubeConfiguration['applyToHTTPSOptions']>[0]): Promise<void> {
    const running = runningEmbedded(this.#home);
    if (!running) throw new NoCluster(STAGE.embeddedDown);
    this.#current = (await kube({ kubeconfig: running.kubeconfig })).load();
    await this.#current.applyToHTTPSOptions(options);
  }
}
