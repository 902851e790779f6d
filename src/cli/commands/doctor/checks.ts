/** The checks of each stage. They run concurrently; their findings are printed in this order. */
import { chooseStage, openStage, thisMachine as stageMachine } from '../../../stage/index.ts';
import type { StageName } from '../../../stage/index.ts';
import { DOCTOR } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import * as cluster from './cluster.ts';
import * as inCluster from './in-cluster.ts';
import * as embedded from './embedded.ts';
import * as engine from './engine.ts';
import * as machine from './machine.ts';
import type { Finding, Probe } from './probe.ts';
import type { Settings } from '../../settings.ts';
import { stageOptionsOf } from '../../talk/stage-options.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';

export type Check = () => Promise<Finding>;

/** The stage that would be used and, with `auto`, why. */
export async function stageOf({
  stage,
  context,
  registry,
}: Settings): Promise<{ name: StageName; why?: Text; remedy?: Text }> {
  if (stage !== 'auto') return { name: stage };
  if (context) return { name: 'cluster' };
  const { stage: name, ...reason } = await chooseStage(stageMachine(registry));
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
  const engineAnswers = once(() => engine.engine(probe));
  const context = once(() => cluster.context(probe, settings));
  // A cluster that may be in use is not even queried.
  const clusterAnswers = once(unlessBad('context', context, () => cluster.cluster(probe, settings)));
  const ofEngine = (check: Check) => unlessBad('engine', engineAnswers, check);
  const ofCluster = (check: Check) =>
    unlessBad('context', context, unlessBad('cluster', clusterAnswers, check));
  return {
    ...both,
    engine: engineAnswers,
    disk: ofEngine(() => engine.disk(probe)),
    clock: ofEngine(() => engine.clock(probe)),
    port: () => engine.port(probe),
    context,
    cluster: clusterAnswers,
    rights: ofCluster(() => cluster.rights(probe, settings)),
    loader: unlessBad('context', context, () => cluster.loader(probe, settings)),
    images: ofEngine(ofCluster(() => engine.images(probe, settings))),
    ingress: ofCluster(() => inCluster.ingress(probe, settings)),
    prometheus: ofCluster(() => inCluster.prometheus(probe, settings)),
    namespace: ofCluster(() => inCluster.namespace(probe, settings)),
  };
}

/** Skips a check whose precondition failed: one cause is reported only once. */
function unlessBad(name: string, first: Check, check: Check): Check {
  return async () => {
    if ((await first()).level !== 'bad') return check();
    return { level: 'note', fact: DOCTOR.later({ check: name }) };
  };
}

async function running(settings: Settings): Promise<Finding> {
  try {
    const { workspace } = talkFolderOf(settings);
    const found = await openStage('embedded', { ...stageOptionsOf(settings), workspace });
    const { up, summary } = await found.status();
    return {
      level: up ? 'good' : 'note',
      fact: up ? summary : DOCTOR.startsByItself({ summary }),
    };
  } catch (error) {
    return machine.mistake(error);
  }
}

function once<T>(check: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => (found ??= check());
}
