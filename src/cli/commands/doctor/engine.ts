/** Checks of the Docker Engine, for the cluster stage. */
import { CLUSTER, DOCTOR } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { kubectlOf } from './cluster.ts';
import type { Wanted } from './cluster.ts';
import type { Finding, Probe } from './probe.ts';

const SPARE_MB = 2_000;
const PORT = 5000;
const SKEW_SECONDS = 5;

export async function engine(probe: Probe): Promise<Finding> {
  if (!probe.has('docker'))
    return { level: 'bad', fact: DOCTOR.notOnPath({ program: 'docker' }), remedy: CLUSTER.installEngine };
  const question = ['version', '--format', '{{.Server.Version}}'];
  const version = await probe.ask('docker', ...question);
  if (version) return { level: 'good', fact: DOCTOR.engine({ version }) };
  const complaint = probe.complaint('docker', ...question);
  const denied = complaint && /permission denied/i.test(String(complaint));
  return {
    level: 'bad',
    fact: DOCTOR.engineSilent({ why: complaint }),
    remedy: denied ? DOCTOR.joinGroup : DOCTOR.startEngine,
  };
}

export async function disk(probe: Probe): Promise<Finding> {
  const folder = await probe.ask('docker', 'info', '--format', '{{.DockerRootDir}}');
  if (!folder) return { level: 'bad', fact: DOCTOR.diskUnseen, remedy: DOCTOR.startUnseen };
  const free = await probe.freeMegabytes(folder);
  if (free === undefined) return { level: 'note', fact: DOCTOR.virtualDisk({ folder }) };
  const space = { folder, megabytes: free };
  if (free >= SPARE_MB) return { level: 'good', fact: DOCTOR.space(space) };
  return {
    level: 'bad',
    fact: DOCTOR.littleSpace(space),
    remedy: DOCTOR.prune({ megabytes: SPARE_MB }),
  };
}

/** The clock of a virtual machine may be slow after the laptop slept, and so Prometheus' clock. */
export async function clock(probe: Probe): Promise<Finding> {
  const text = await probe.ask('docker', 'info', '--format', '{{.SystemTime}}');
  const engineTime = Date.parse(text ?? '');
  if (Number.isNaN(engineTime)) return { level: 'bad', fact: DOCTOR.clockUnseen, remedy: DOCTOR.startUnseen };
  const seconds = Math.round(Math.abs(probe.now() - engineTime) / 1000);
  if (seconds <= SKEW_SECONDS) return { level: 'good', fact: DOCTOR.clocksAgree };
  return { level: 'bad', fact: DOCTOR.clocksDiffer({ seconds }), remedy: DOCTOR.restartEngine };
}

/** No image should be pulled during the talk. */
export async function images(probe: Probe, wanted: Wanted): Promise<Finding> {
  const { ofBuilds, ofPods } = await probe.baseImages();
  const inEngine = [...ofBuilds, 'redis:7'];
  const [nodes, ...here] = await Promise.all([
    kubectlOf(probe, wanted)('get', 'nodes', '--output=jsonpath={.items[*].status.images[*].names}'),
    ...inEngine.map((image) => probe.ask('docker', 'image', 'inspect', '--format', '{{.Id}}', image)),
  ]);
  const toPull = [...new Set(inEngine.filter((_, index) => here[index] === undefined))];
  const toBring = nodes === undefined ? [] : ofPods.filter((image) => !nodes.includes(`/${image}"`));
  if (toPull.length + toBring.length > 0)
    return { level: 'note', fact: wouldPull(toPull.join(', '), toBring.join(', ')), remedy: DOCTOR.prepare };
  return nodes === undefined
    ? { level: 'note', fact: DOCTOR.nodesUnseen }
    : {
        level: 'good',
        fact: DOCTOR.imagesThere({ images: [...new Set([...inEngine, ...ofPods])].join(', ') }),
      };
}

/** @param engine images that the engine would pull; one of the two may be empty */
function wouldPull(engine: string, cluster: string): Text {
  if (!cluster) return DOCTOR.engineWouldPull({ images: engine });
  return engine ? DOCTOR.bothWouldPull({ engine, cluster }) : DOCTOR.clusterWouldPull({ images: cluster });
}

export async function port(probe: Probe): Promise<Finding> {
  if (await probe.isPortFree(PORT)) return { level: 'good', fact: DOCTOR.portFree({ port: PORT }) };
  return { level: 'note', fact: DOCTOR.portTaken({ port: PORT }) };
}
