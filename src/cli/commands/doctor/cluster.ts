/** What the cluster stage needs of the kube context. */
import { NAMESPACE } from '../../../notation/index.ts';
import {
  checkRegistry,
  chooseImageLoader,
  isRefusal,
  isSilence,
  isThrowAway,
  parseKubeConfig,
} from '../../../stage/index.ts';
import { told } from './machine.ts';
import type { Finding, Probe } from './probe.ts';
import type { Settings } from '../../settings.ts';

export type Wanted = Pick<Settings, 'context' | 'confirmed' | 'registry'>;

const OLDEST_MINOR = 20;

// Some kubectl ask the server for its version before they do anything.
const VIEW = ['config', 'view', '--minify', '--output=json', '--request-timeout=2s'];
const VERSION = ['version', '--output=json', '--request-timeout=4s'];

const chosen = ({ context }: Wanted): string[] => (context ? ['--context', context] : []);

export function kubectlOf(probe: Probe, wanted: Wanted) {
  return (...args: string[]) => probe.ask('kubectl', ...args, ...chosen(wanted));
}

const complaintOf = (probe: Probe, args: string[], wanted: Wanted) =>
  probe.complaint('kubectl', ...args, ...chosen(wanted));

async function contextOf(probe: Probe, wanted: Wanted) {
  const text = await kubectlOf(probe, wanted)(...VIEW);
  return text ? parseKubeConfig(text) : undefined;
}

export async function context(probe: Probe, wanted: Wanted): Promise<Finding> {
  if (!probe.has('kubectl')) {
    return {
      level: 'bad',
      fact: 'kubectl is not on PATH',
      mend: 'Install kubectl, or use --stage embedded',
    };
  }
  const found = await contextOf(probe, wanted);
  if (!found) {
    const complaint = complaintOf(probe, VIEW, wanted);
    const fact = wanted.context
      ? `there is no kube context ${wanted.context}`
      : 'there is no current kube context';
    return {
      level: 'bad',
      fact: complaint ? `${fact} to play on: ${complaint}` : fact,
      mend: 'See kubectl config get-contexts and name one with --context, or use --stage embedded',
    };
  }
  const { name, server } = found;
  if (isThrowAway(found)) return { level: 'good', fact: `${name} (${server}) is a throw-away cluster` };
  if (wanted.confirmed && wanted.context === name) {
    return { level: 'note', fact: `${name} (${server}) is used because you said so` };
  }
  return {
    level: 'bad',
    fact: `${name} (${server}) may be a cluster that somebody needs`,
    mend: `If the namespace ${NAMESPACE} may be made and deleted there, say so: --context ${name} --yes`,
  };
}

export async function cluster(probe: Probe, wanted: Wanted): Promise<Finding> {
  const text = await kubectlOf(probe, wanted)(...VERSION);
  const { serverVersion } = JSON.parse(text ?? '{}') as {
    serverVersion?: { gitVersion: string; major: string; minor: string };
  };
  if (!serverVersion) {
    const complaint = complaintOf(probe, VERSION, wanted);
    if (isRefusal(complaint)) {
      return {
        level: 'bad',
        fact: `the cluster cannot be asked: ${complaint}`,
        mend: 'Mend the kube context, until kubectl version tells that of the server, or use --stage embedded',
      };
    }
    return {
      level: 'bad',
      fact: 'the API server does not answer',
      mend: 'Start the cluster, or use --stage embedded',
    };
  }
  const { gitVersion, major, minor } = serverVersion;
  if (Number(major) > 1 || Number.parseInt(minor, 10) >= OLDEST_MINOR) {
    return { level: 'good', fact: `Kubernetes ${gitVersion}` };
  }
  return {
    level: 'bad',
    fact: `Kubernetes ${gitVersion} is older than 1.${OLDEST_MINOR}`,
    mend: `Make a cluster of 1.${OLDEST_MINOR} or newer`,
  };
}

/** What the commands of the scenes do; the rest follows from these. */
const DEEDS: [verb: string, resource: string][] = [
  ['create', 'namespaces'],
  ['delete', 'namespaces'],
  ['create', 'customresourcedefinitions.apiextensions.k8s.io'],
  ['create', 'deployments.apps'],
  ['patch', 'deployments.apps'],
  ['create', 'services'],
  ['create', 'secrets'],
  ['create', 'roles.rbac.authorization.k8s.io'],
  ['create', 'ingresses.networking.k8s.io'],
  ['create', 'pods/exec'],
  ['create', 'pods/portforward'],
  ['get', 'pods/log'],
  // The graph asks Prometheus through the API server.
  ['get', 'services/proxy'],
];

export async function rights(probe: Probe, wanted: Wanted): Promise<Finding> {
  const kubectl = kubectlOf(probe, wanted);
  const answers = await Promise.all(
    DEEDS.map(async ([verb, resource]) => {
      const [kind = '', part] = resource.split('/');
      const subresource = part ? [`--subresource=${part}`] : [];
      const question = ['auth', 'can-i', verb, kind, ...subresource, `--namespace=${NAMESPACE}`];
      if ((await kubectl(...question))?.endsWith('yes')) return 'yes';
      // It says no by failing. Who has much to do fails as well, and says nothing of what is allowed.
      return isSilence(complaintOf(probe, question, wanted)) ? 'unknown' : 'no';
    }),
  );
  const those = (answer: string) =>
    DEEDS.filter((_, index) => answers[index] === answer)
      .map((deed) => deed.join(' '))
      .join(', ');
  if (those('no')) {
    return {
      level: 'bad',
      fact: `not allowed: ${those('no')}`,
      mend: 'Use a context whose user may do that; on a throw-away cluster that is its administrator',
    };
  }
  if (!those('unknown')) return { level: 'good', fact: 'all that the talk does is allowed' };
  return {
    level: 'note',
    fact: `the cluster did not say in time whether this is allowed: ${those('unknown')}`,
    mend: 'Ask again when this machine has less to do: pycont doctor',
  };
}

export async function loader(probe: Probe, wanted: Wanted): Promise<Finding> {
  const name = (await contextOf(probe, wanted))?.name ?? '';
  const { registry } = wanted;
  if (registry) return throughRegistry(probe, registry);
  const found = chooseImageLoader(name, { program: probe.env.PYCONT_IMAGE_LOADER });
  if (!found) {
    return {
      level: 'bad',
      fact: `no way is known to bring images into the cluster of ${name || 'no context'}`,
      mend: 'Name a registry that it knows with --registry, or a program that takes an image as its argument in PYCONT_IMAGE_LOADER',
    };
  }
  const missing = found.commands('image').find(([program = '']) => !probe.has(program))?.[0];
  if (missing) {
    return {
      level: 'bad',
      fact: `images go by ${found.name}, but there is no ${missing}`,
      mend: `Install ${missing}, or name another program in PYCONT_IMAGE_LOADER`,
    };
  }
  return { level: 'good', fact: `images go by ${found.name}` };
}

/** Whether the nodes know it, too, only a pod can tell. */
async function throughRegistry(probe: Probe, registry: string): Promise<Finding> {
  try {
    checkRegistry(registry);
  } catch (error) {
    return told(error);
  }
  const status = await probe.registryStatus(registry);
  if (status === 200) return { level: 'good', fact: `images go by the registry ${registry}, which answers` };
  if (status === 401) {
    return {
      level: 'note',
      fact: `images go by the registry ${registry}, which wants to know who you are`,
      mend: `docker login ${registry}, and see that the nodes may pull from it`,
    };
  }
  return {
    level: 'bad',
    fact:
      status === undefined
        ? `the registry ${registry} does not answer`
        : `what answers at ${registry} is no registry: /v2/ gives ${status}`,
    mend: 'Start it, or name another with --registry, or leave --registry out',
  };
}
