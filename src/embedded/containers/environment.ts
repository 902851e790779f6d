/** The environment of a container's processes: the spec's, and the variables that they need to work. */
import type { ContainerSpec } from './types.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface Places {
  /** Path of the network hook inside the container; undefined if there is none. */
  netHook: string | undefined;
  hosts: string;
  /** Folder of the port-mapping files inside the container. */
  ports: string | undefined;
  addressing: 'loopback' | 'mapped' | undefined;
  /** Text of the image's /etc/passwd, for the user's home. */
  passwd: string;
}

export function containerEnvironment(spec: ContainerSpec, places: Places): Record<string, string> {
  const env: Record<string, string> = {
    PATH: DEFAULT_PATH,
    HOSTNAME: spec.hostname,
    HOME: homeFolder(places.passwd, spec.user),
    ...(spec.tty ? { TERM: 'xterm' } : {}),
    ...spec.env,
  };
  if (places.netHook === undefined) return env;
  const options = env['NODE_OPTIONS'];
  // Quoted, because a home's path may contain spaces.
  const hook = `"--import=${places.netHook}"`;
  return {
    ...env,
    NODE_OPTIONS: options ? `${options} ${hook}` : hook,
    PYCONT_ADDRESS: spec.address,
    PYCONT_HOSTS: places.hosts,
    ...(places.ports === undefined ? {} : { PYCONT_PORTS: places.ports }),
    ...(places.addressing === 'mapped' ? { PYCONT_ADDRESSING: 'mapped' } : {}),
  };
}

/** `/` for a user who is not in the image, as in other container runtimes. */
function homeFolder(passwd: string, user: number): string {
  const account = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , uid]) => uid === String(user));
  return account?.[5] || '/';
}
