/** The runtime's spec for one container of a pod. */
import type { ContainerSpec, Mount } from '../../containers/index.ts';
import type { Image } from '../../images/index.ts';
import type { KubeObject } from '../../apiserver/index.ts';
import type { Context } from '../context.ts';
import { buildEnvironment, hostnameOf } from '../environment.ts';
import { ConfigError } from '../errors.ts';
import { expand } from '../expand.ts';
import type { PodAddresses } from '../fields.ts';
import { identityOf } from './identity.ts';
import type { PodContainer } from '../pod-types.ts';
import { filledVolumes, mountsOf } from '../volumes/pod-volumes.ts';

/** What the containers of a pod share. */
export interface PodSandbox {
  addresses: PodAddresses;
  hostsFile: string;
  /** Host paths by volume name. */
  volumes: ReadonlyMap<string, string>;
}

/** @throws ConfigError shown as CreateContainerConfigError */
export function containerSpec(
  context: Context,
  pod: KubeObject,
  { addresses, hostsFile, volumes }: PodSandbox,
  container: PodContainer,
  image: Image,
  restartCount: number,
  messageFile: Mount,
): ContainerSpec {
  const { api, apiAddress } = context;
  const imageEnv = image.config.env;
  const env = buildEnvironment({ api, pod, container, addresses, imageEnv, apiAddress });
  const { namespace, name, uid } = pod.metadata;
  return {
    name: `k8s_${container.name}_${name}_${namespace}_${uid}_${restartCount}`,
    root: image.root,
    command: commandOf(container, image, env),
    env,
    workdir: container.workingDir ?? (image.config.workdir || '/'),
    ...identityOf(pod, container, image.config),
    mounts: [...mountsOf(container, volumes, filledVolumes(pod), env), messageFile],
    hostname: hostnameOf(pod),
    address: addresses.podIP,
    hostsFile,
    readOnlyRoot: container.securityContext?.readOnlyRootFilesystem ?? false,
    tty: container.tty ?? false,
    stdin: container.stdin ?? false,
    labels: {
      'io.kubernetes.pod.name': name,
      'io.kubernetes.pod.namespace': namespace!,
      'io.kubernetes.pod.uid': uid,
      'io.kubernetes.container.name': container.name,
    },
  };
}

/** `command` replaces the image's ENTRYPOINT and CMD, `args` only the CMD. */
function commandOf(container: PodContainer, image: Image, env: Record<string, string>): string[] {
  const { entrypoint = [], cmd = [] } = image.config;
  const own = (words: string[] | undefined) => words?.map((word) => expand(word, env));
  const command = own(container.command);
  const args = own(container.args);
  const vector = [...(command ?? entrypoint), ...(args ?? (command ? [] : cmd))];
  if (vector.length === 0) throw new ConfigError('no command specified');
  return vector;
}
