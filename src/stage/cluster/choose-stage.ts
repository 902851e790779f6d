import { CLUSTER } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { chooseImageLoader } from './images/image-loader.ts';
import type { LoaderOptions } from './images/image-loader.ts';
import { isThrowAway } from './kube-context.ts';
import type { KubeContext } from './kube-context.ts';

/** What is checked on this machine; cheap checks first. */
export interface Machine {
  /** Whether a program is on PATH. */
  has(program: string): boolean;
  hasKubeconfig(): boolean;
  /** The speaker's options for loading images. */
  images: LoaderOptions;
  /** The current kube context; undefined if there is none. */
  context(): Promise<Omit<KubeContext, 'kubeconfig'> | undefined>;
  engineAnswers(): Promise<boolean>;
  clusterAnswers(): Promise<boolean>;
}

export interface Choice {
  stage: 'embedded' | 'cluster';
  /** For people, to follow "because". */
  why: Text;
  /** How to use the other stage, if `why` does not show it. */
  remedy?: Text;
}

/** The cluster stage if everything it needs is available and the cluster is a throw-away one, else the embedded one. */
export async function chooseStage(machine: Machine): Promise<Choice> {
  const embedded = (why: Text, remedy?: Text): Choice => ({
    stage: 'embedded',
    why,
    ...(remedy ? { remedy } : {}),
  });
  if (!machine.has('docker')) return embedded(CLUSTER.noDocker);
  if (!machine.has('kubectl')) return embedded(CLUSTER.noKubectl);
  if (!machine.hasKubeconfig()) return embedded(CLUSTER.noKubeconfig);
  const context = await machine.context();
  if (!context) return embedded(CLUSTER.noCurrentContext);
  const { name } = context;
  if (!isThrowAway(context)) return embedded(CLUSTER.contextNeeded({ name }), CLUSTER.playThere({ name }));
  if (!chooseImageLoader(name, machine.images))
    return embedded(CLUSTER.noWayForImages({ name }), CLUSTER.nameLoaderToPlay);
  const [engine, cluster] = await Promise.all([machine.engineAnswers(), machine.clusterAnswers()]);
  if (!engine) return embedded(CLUSTER.engineSilent);
  if (!cluster) return embedded(CLUSTER.clusterSilent({ name }));
  return { stage: 'cluster', why: CLUSTER.bothAnswer({ name }) };
}
