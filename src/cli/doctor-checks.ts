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
export async function stageOf({
  stage,
  context,
}: Settings): Promise<{ name: StageName; why?: string; mend?: string }> {
  if (stage !== 'auto') return { name: stage };
  if (context) return { name: 'cluster' };
  const { stage: name, ...reason } = await chooseStage(askedMachine());
  return { name, ...reason };
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
  const context = once(() => cluster.context(probe, settings));
  // A cluster that somebody may need is not even asked.
  const inContext = (look: (probe: Probe, wanted: cluster.Wanted) => Promise<Finding>) => async () => {
    if ((await context()).level !== 'bad') return look(probe, settings);
    return { level: 'note' as const, fact: 'not looked at as long as the context is not settled' };
  };
  return {
    ...both,
    engine: () => engine.engine(probe),
    disk: () => engine.disk(probe),
    clock: () => engine.clock(probe),
    port: () => engine.port(probe),
    context,
    cluster: inContext(cluster.cluster),
    rights: inContext(cluster.rights),
    loader: inContext(cluster.loader),
    images: inContext(engine.images),
    ingress: inContext(cluster.ingress),
    namespace: inContext(cluster.namespace),
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

function once<T>(look: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= look());
}
