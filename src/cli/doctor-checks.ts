/** Which checks there are, by stage. All look at the same time; what they find is told in this order. */
import { chooseStage } from '../stage/cluster/choose-stage.ts';
import { thisMachine as askedMachine } from '../stage/cluster/machine.ts';
import { openStage } from '../stage/index.ts';
import type { StageName } from '../stage/types.ts';
import * as cluster from './doctor-cluster.ts';
import * as embedded from './doctor-embedded.ts';
import * as engine from './doctor-engine.ts';
import * as machine from './doctor-machine.ts';
import type { Finding, Probe } from './doctor-probe.ts';
import type { Settings } from './settings.ts';
import { stageOptionsOf } from './stage-options.ts';
import { talkFolderOf } from './talk-at.ts';

export type Check = () => Promise<Finding>;

/** The stage that would be taken. With `auto`, why. */
export async function stageOf({ stage, context }: Settings): Promise<{ name: StageName; why?: string }> {
  if (stage !== 'auto') return { name: stage };
  if (context) return { name: 'cluster' };
  const choice = await chooseStage(askedMachine());
  return { name: choice.stage, why: choice.why };
}

export function checksFor(stage: StageName, probe: Probe, settings: Settings): Record<string, Check> {
  const both: Record<string, Check> = {
    home: () => machine.home(probe, settings),
    talk: () => machine.talk(settings),
    bash: () => machine.bash(probe),
    curl: () => machine.curl(probe),
    terminal: () => machine.terminal(probe),
  };
  if (stage === 'embedded') {
    return {
      ...both,
      kubectl: () => embedded.kubectl(probe),
      namespaces: () => embedded.namespaces(probe),
      stage: () => running(settings),
    };
  }
  return {
    ...both,
    engine: () => engine.engine(probe),
    disk: () => engine.disk(probe),
    clock: () => engine.clock(probe),
    port: () => engine.port(probe),
    context: () => cluster.context(probe, settings),
    cluster: () => cluster.cluster(probe, settings),
    rights: () => cluster.rights(probe, settings),
    loader: () => cluster.loader(probe, settings),
    images: () => engine.images(probe, settings),
    ingress: () => cluster.ingress(probe, settings),
    namespace: () => cluster.namespace(probe, settings),
  };
}

async function running(settings: Settings): Promise<Finding> {
  try {
    const { workspace } = talkFolderOf(settings);
    const found = await openStage('embedded', { ...stageOptionsOf(settings), workspace });
    const { up, summary } = await found.status();
    return {
      level: up ? 'good' : 'note',
      fact: up ? summary : `${summary}; it starts by itself when a scene needs it`,
    };
  } catch (error) {
    return machine.told(error);
  }
}
