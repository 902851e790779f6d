/** Which cluster a command uses that is not a step: graph, load, operator run, dashboard. */
import { KubernetesError, kube } from '../../kubernetes/index.ts';
import type { Kube } from '../../kubernetes/index.ts';
import { lockHolder, readTalkState } from '../../show/index.ts';
import { embeddedKube, runningEmbedded } from '../../stage/index.ts';
import type { Settings } from '../settings.ts';
import { rehearsalFolderOf, talkFolderOf } from './talk-at.ts';

interface Options {
  /** Where there is no kube context: the embedded stage, although it is not up yet. */
  orLater?: boolean;
}

/**
 * The cluster of the stage: what `--context`, `--stage` or KUBECONFIG names; else the embedded stage while it is up and
 * the talk in progress, or a rehearsal, is played there; else the current kube context; without one the embedded stage.
 * @throws KubernetesError if there is neither
 */
export async function clusterOf(settings: Settings, options: Options = {}): Promise<Kube> {
  const choice = await choose(settings, options);
  return choice === 'embedded' ? embeddedKube(settings.home) : choice;
}

/** Where the app answers, if the embedded stage is up and is the one to use. */
export async function appUrlOf(settings: Settings): Promise<string | undefined> {
  const running = runningEmbedded(settings.home);
  const choice = running && (await choose(settings).catch(() => undefined));
  return choice === 'embedded' ? running?.appUrl : undefined;
}

async function choose(settings: Settings, { orLater = false }: Options = {}): Promise<Kube | 'embedded'> {
  const { home, context, stage } = settings;
  if (await isEmbedded(settings)) return 'embedded';
  try {
    return await kube({ context });
  } catch (error) {
    const named = context || stage !== 'auto' || process.env.KUBECONFIG;
    if (named || !(error instanceof KubernetesError && error.reason === 'NoContext')) throw error;
    if (orLater || runningEmbedded(home)) return 'embedded';
    throw error;
  }
}

async function isEmbedded(settings: Settings): Promise<boolean> {
  const { home, context, stage } = settings;
  if (context) return false;
  if (stage !== 'auto') return stage === 'embedded';
  const running = runningEmbedded(home);
  if (process.env.KUBECONFIG) return process.env.KUBECONFIG === running?.kubeconfig;
  return running !== undefined && (await stageInUse(settings)) === 'embedded';
}

/** The stage of the talk in progress, or of the rehearsal. */
async function stageInUse(settings: Settings): Promise<string | undefined> {
  const rehearsal = rehearsalFolderOf(settings);
  const rehearses = (await lockHolder(rehearsal.lock)) !== undefined;
  const state = await readTalkState(rehearses ? rehearsal : talkFolderOf(settings)).catch(() => undefined);
  return state?.talk?.stage;
}
