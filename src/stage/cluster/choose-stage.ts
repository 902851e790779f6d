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
  why: string;
  /** How to have the other stage, where that is not plain from why. */
  mend?: string;
}

/** The cluster stage where everything it needs is here and nobody can miss it, else the embedded one. */
export async function chooseStage(machine: Machine): Promise<Choice> {
  const embedded = (why: string, mend?: string): Choice => ({
    stage: 'embedded',
    why,
    ...(mend ? { mend } : {}),
  });
  if (!machine.has('docker')) return embedded('there is no docker here');
  if (!machine.has('kubectl')) return embedded('there is no kubectl here');
  if (!machine.hasKubeconfig()) return embedded('there is no kubeconfig');
  const context = await machine.context();
  if (!context) return embedded('there is no current kube context');
  const { name } = context;
  if (!isThrowAway(context)) {
    return embedded(
      `the kube context ${name} may be one that somebody needs`,
      `To play there all the same, say so: --context ${name} --yes`,
    );
  }
  if (!chooseImageLoader(name, machine.images)) {
    return embedded(
      `no way is known to bring images into the cluster of ${name}`,
      'To play there, name a registry that it knows with --registry, or a program that takes an image as its argument in PYCONT_IMAGE_LOADER',
    );
  }
  const [engine, cluster] = await Promise.all([machine.engineAnswers(), machine.clusterAnswers()]);
  if (!engine) return embedded('the Docker Engine does not answer');
  if (!cluster) return embedded(`the cluster of ${name} does not answer`);
  return { stage: 'cluster', why: `a Docker Engine and the throw-away cluster of ${name} answer` };
}
