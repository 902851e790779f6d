/** Checks of the kube context and its cluster, for the cluster stage. */
import { NAMESPACE } from '../../../notation/index.ts';
import {
  checkRegistry,
  chooseImageLoader,
  isRefusal,
  isSilence,
  isThrowAway,
  parseKubeConfig,
} from '../../../stage/index.ts';
import { CLUSTER, DOCTOR, DOCTOR_CLUSTER, IMAGES } from '../../../messages/index.ts';
import { mistake } from './machine.ts';
import type { Finding, Probe } from './probe.ts';
import type { Settings } from '../../settings.ts';

export type Wanted = Pick<Settings, 'context' | 'confirmed' | 'registry'>;

const OLDEST_MINOR = 20;

// Some versions of kubectl first ask the server for its version.
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
  if (!probe.has('kubectl'))
    return { level: 'bad', fact: DOCTOR.notOnPath({ program: 'kubectl' }), remedy: CLUSTER.installKubectl };
  const found = await contextOf(probe, wanted);
  if (!found) {
    const why = complaintOf(probe, VIEW, wanted);
    const fact = wanted.context
      ? DOCTOR_CLUSTER.noContext({ name: wanted.context, why })
      : DOCTOR_CLUSTER.noCurrentContext({ why });
    return { level: 'bad', fact, remedy: CLUSTER.nameContext };
  }
  const { name, server } = found;
  if (isThrowAway(found)) return { level: 'good', fact: DOCTOR_CLUSTER.throwAway({ name, server }) };
  if (wanted.confirmed && wanted.context === name)
    return { level: 'note', fact: DOCTOR_CLUSTER.confirmed({ name, server }) };
  return {
    level: 'bad',
    fact: DOCTOR_CLUSTER.mayBeInUse({ name, server }),
    remedy: DOCTOR_CLUSTER.confirm({ namespace: NAMESPACE, name }),
  };
}

export async function cluster(probe: Probe, wanted: Wanted): Promise<Finding> {
  const text = await kubectlOf(probe, wanted)(...VERSION);
  const { serverVersion } = JSON.parse(text ?? '{}') as {
    serverVersion?: { gitVersion: string; major: string; minor: string };
  };
  if (!serverVersion) {
    const why = complaintOf(probe, VERSION, wanted);
    return why !== undefined && isRefusal(String(why))
      ? { level: 'bad', fact: DOCTOR_CLUSTER.refuses({ why }), remedy: DOCTOR_CLUSTER.fixContext }
      : { level: 'bad', fact: DOCTOR_CLUSTER.silent, remedy: DOCTOR_CLUSTER.start };
  }
  const { gitVersion, major, minor } = serverVersion;
  if (Number(major) > 1 || Number.parseInt(minor, 10) >= OLDEST_MINOR) {
    return { level: 'good', fact: DOCTOR_CLUSTER.kubernetes({ version: gitVersion }) };
  }
  return {
    level: 'bad',
    fact: DOCTOR_CLUSTER.tooOld({ version: gitVersion, minor: OLDEST_MINOR }),
    remedy: DOCTOR_CLUSTER.makeNewer({ minor: OLDEST_MINOR }),
  };
}

/** The permissions that the commands of the scenes need; the others follow from these. */
const REQUIRED_PERMISSIONS: [verb: string, resource: string][] = [
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
  // The graph queries Prometheus through the API server.
  ['get', 'services/proxy'],
];

export async function rights(probe: Probe, wanted: Wanted): Promise<Finding> {
  const kubectl = kubectlOf(probe, wanted);
  const answers = await Promise.all(
    REQUIRED_PERMISSIONS.map(async ([verb, resource]) => {
      const [kind = '', part] = resource.split('/');
      const subresource = part ? [`--subresource=${part}`] : [];
      const question = ['auth', 'can-i', verb, kind, ...subresource, `--namespace=${NAMESPACE}`];
      if ((await kubectl(...question))?.endsWith('yes')) return 'yes';
      // `can-i` fails for no. A slow server makes it fail, too, which says nothing about permissions.
      return isSilence(String(complaintOf(probe, question, wanted) ?? '')) ? 'unknown' : 'no';
    }),
  );
  const those = (answer: string) =>
    REQUIRED_PERMISSIONS.filter((_, index) => answers[index] === answer)
      .map((permission) => permission.join(' '))
      .join(', ');
  if (those('no')) {
    return {
      level: 'bad',
      fact: DOCTOR_CLUSTER.notAllowed({ permissions: those('no') }),
      remedy: DOCTOR_CLUSTER.useAdministrator,
    };
  }
  if (!those('unknown')) return { level: 'good', fact: DOCTOR_CLUSTER.allowed };
  return {
    level: 'note',
    fact: DOCTOR_CLUSTER.permissionsUnknown({ permissions: those('unknown') }),
    remedy: DOCTOR_CLUSTER.askAgain,
  };
}

export async function loader(probe: Probe, wanted: Wanted): Promise<Finding> {
  const name = (await contextOf(probe, wanted))?.name ?? '';
  const { registry } = wanted;
  if (registry) return throughRegistry(probe, registry);
  const found = chooseImageLoader(name, { program: probe.env.PYCONT_IMAGE_LOADER });
  if (!found) return { level: 'bad', fact: CLUSTER.noWayForImages({ name }), remedy: IMAGES.nameLoader };
  const missing = found.commands('image').find(([program = '']) => !probe.has(program))?.[0];
  if (missing) {
    return {
      level: 'bad',
      fact: DOCTOR_CLUSTER.loaderMissing({ loader: found.name, program: missing }),
      remedy: DOCTOR_CLUSTER.installLoader({ program: missing }),
    };
  }
  return { level: 'good', fact: DOCTOR_CLUSTER.loader({ loader: found.name }) };
}

/** Only a pod can show whether the nodes can reach the registry, too. */
async function throughRegistry(probe: Probe, registry: string): Promise<Finding> {
  try {
    checkRegistry(registry);
  } catch (error) {
    return mistake(error);
  }
  const status = await probe.registryStatus(registry);
  if (status === 200) return { level: 'good', fact: DOCTOR_CLUSTER.registryAnswers({ registry }) };
  if (status === 401) {
    return {
      level: 'note',
      fact: DOCTOR_CLUSTER.registryNeedsLogin({ registry }),
      remedy: DOCTOR_CLUSTER.logIn({ registry }),
    };
  }
  return {
    level: 'bad',
    fact:
      status === undefined
        ? DOCTOR_CLUSTER.registrySilent({ registry })
        : DOCTOR_CLUSTER.notARegistry({ registry, status }),
    remedy: DOCTOR_CLUSTER.startRegistry,
  };
}
