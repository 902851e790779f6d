/** What the cluster stage needs of the Docker Engine. */
import { kubectlOf } from './cluster.ts';
import type { Wanted } from './cluster.ts';
import type { Finding, Probe } from './probe.ts';

const SPARE_MB = 2_000;
const PORT = 5000;
const SKEW_SECONDS = 5;

export async function engine(probe: Probe): Promise<Finding> {
  if (!probe.has('docker')) {
    return {
      level: 'bad',
      fact: 'docker is not on PATH',
      mend: 'Install a Docker Engine, or use --stage embedded',
    };
  }
  const question = ['version', '--format', '{{.Server.Version}}'];
  const version = await probe.ask('docker', ...question);
  if (version) return { level: 'good', fact: `Docker Engine ${version}` };
  const complaint = probe.complaint('docker', ...question);
  const denied = complaint && /permission denied/i.test(complaint);
  return {
    level: 'bad',
    fact: `the Docker Engine does not answer${complaint ? `: ${complaint}` : ''}`,
    mend: denied
      ? "Get the right to use its socket: join the group 'docker', then log in again; or use --stage embedded"
      : 'Start it (docker info tells more), or use --stage embedded',
  };
}

export async function disk(probe: Probe): Promise<Finding> {
  const folder = await probe.ask('docker', 'info', '--format', '{{.DockerRootDir}}');
  if (!folder) {
    return {
      level: 'bad',
      fact: "the engine's disk cannot be seen",
      mend: 'Start the engine, or use --stage embedded',
    };
  }
  const free = await probe.freeMegabytes(folder);
  if (free === undefined) {
    return {
      level: 'note',
      fact: `${folder} is in a virtual machine: docker system df tells how much is used`,
    };
  }
  if (free >= SPARE_MB) return { level: 'good', fact: `${folder}, ${free} MB free` };
  return {
    level: 'bad',
    fact: `${folder} has ${free} MB left`,
    mend: `Free some space with docker system prune: ${SPARE_MB} MB are enough`,
  };
}

/** A virtual machine that slept with the laptop may live in the past, and Prometheus with it. */
export async function clock(probe: Probe): Promise<Finding> {
  const text = await probe.ask('docker', 'info', '--format', '{{.SystemTime}}');
  const theirs = Date.parse(text ?? '');
  if (Number.isNaN(theirs)) {
    return {
      level: 'bad',
      fact: "the engine's clock cannot be seen",
      mend: 'Start the engine, or use --stage embedded',
    };
  }
  const seconds = Math.round(Math.abs(probe.now() - theirs) / 1000);
  if (seconds <= SKEW_SECONDS) return { level: 'good', fact: 'the clocks of machine and engine agree' };
  return {
    level: 'bad',
    fact: `the engine's clock is ${seconds} seconds away from this machine's`,
    mend: 'Start the engine anew: graphs would be of another time',
  };
}

/** Nothing shall be pulled on stage. */
export async function images(probe: Probe, wanted: Wanted): Promise<Finding> {
  const { ofBuilds, ofPods } = await probe.baseImages();
  const inEngine = [...ofBuilds, 'redis:7'];
  const [nodes, ...here] = await Promise.all([
    kubectlOf(probe, wanted)('get', 'nodes', '--output=jsonpath={.items[*].status.images[*].names}'),
    ...inEngine.map((image) => probe.ask('docker', 'image', 'inspect', '--format', '{{.Id}}', image)),
  ]);
  const toPull = [...new Set(inEngine.filter((_, index) => here[index] === undefined))];
  const toBring = nodes === undefined ? [] : ofPods.filter((image) => !nodes.includes(`/${image}"`));
  if (toPull.length + toBring.length === 0) {
    return nodes === undefined
      ? { level: 'note', fact: "the engine has its base images; the nodes' images cannot be seen" }
      : { level: 'good', fact: `${[...new Set([...inEngine, ...ofPods])].join(', ')} are here` };
  }
  const places = [
    toPull.length > 0 ? `the engine would pull ${toPull.join(', ')}` : '',
    toBring.length > 0 ? `the cluster would pull ${toBring.join(', ')}` : '',
  ];
  return {
    level: 'note',
    fact: places.filter(Boolean).join('; '),
    mend: 'Have them before the talk: pycont stage prepare',
  };
}

export async function port(probe: Probe): Promise<Finding> {
  if (await probe.isPortFree(PORT)) return { level: 'good', fact: `${PORT} is free` };
  return { level: 'note', fact: `${PORT} is taken: docker run publishes another port` };
}
