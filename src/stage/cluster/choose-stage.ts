import { CLUSTER } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { chooseImageLoader } from './images/image-loader.ts';
import type { LoaderWishes } from './images/image-loader.ts';
import { isThrowAway } from './kube-context.ts';
import type { KubeContext } from './kube-context.ts';

/** What can be asked of this machine; cheap questions first. */
export interface Machine {
  /** A program on PATH. */
  has(program: string): boolean;
  hasKubeconfig(): boolean;
  /** How the speaker wants images to reach the cluster. */
  images: LoaderWishes;
  /** The current kube context; undefined when there is none. */
  context(): Promise<Omit<KubeContext, 'kubeconfig'> | undefined>;
  engineAnswers(): Promise<boolean>;
  clusterAnswers(): Promise<boolean>;
}

export interface Choice {
  stage: 'embedded' | 'cluster';
  /** For a person, to follow "because". */
  why: Text;
  /** How to have the other stage, where that is not plain from why. */
  remedy?: Text;
}

/** The cluster stage where everything it needs is here and nobody can miss it, else the embedded one. */
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
