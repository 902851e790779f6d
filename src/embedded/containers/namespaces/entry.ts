/** The command lines that enter namespaces: fixed flags before the container's argument vector. */
import { UserError } from '../../../errors/user-error.ts';
import { EMBEDDED } from '../../../messages/index.ts';
import { dieWithParent, hostTool } from '../host-tools.ts';

export interface NamespaceTools {
  unshare: string;
  nsenter: string;
  mount: string;
  sh: string;
  env: string;
}

export function missingTools(): string[] {
  return ['unshare', 'nsenter', 'mount', 'sh', 'env', 'mkfifo', 'setsid'].filter(
    (name) => hostTool(name) === undefined,
  );
}

export function namespaceTools(): NamespaceTools {
  const missing = missingTools();
  if (missing.length > 0)
    throw new UserError(EMBEDDED.missing({ programs: missing.join(', ') }), EMBEDDED.installUtilLinux);
  const tool = (name: string) => hostTool(name)!;
  return {
    unshare: tool('unshare'),
    nsenter: tool('nsenter'),
    mount: tool('mount'),
    sh: tool('sh'),
    env: tool('env'),
  };
}

/** New namespaces in which the caller is mapped to root; the vector runs as PID 1 and dies with this process. */
export function inNewNamespaces(tools: NamespaceTools, vector: string[]): string[] {
  const flags = ['--user', '--map-root-user', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child'];
  return [...dieWithParent(), tools.unshare, ...flags, '--', ...vector];
}

export interface Identity {
  user: number;
  group: number;
}

/**
 * The last step into a container: another user namespace drops the capabilities over the mounts and maps the user.
 * chroot comes after it: a new user namespace permits chroot, but a chroot does not permit a new user namespace.
 */
export function becomeUser(tools: NamespaceTools, who: Identity, root: string, workdir: string): string[] {
  return [
    tools.unshare,
    '--user',
    `--map-user=${who.user}`,
    `--map-group=${who.group}`,
    `--root=${root}`,
    `--wd=${workdir}`,
    '--',
  ];
}

/** Joins a container's outer namespaces, in which the host's programs are still visible. */
export function joinContainer(tools: NamespaceTools, helperPid: number, initPid: number): string[] {
  const of = (pid: number, name: string) => `/proc/${pid}/ns/${name}`;
  return [
    ...dieWithParent(),
    tools.nsenter,
    '--preserve-credentials',
    `--user=${of(helperPid, 'user')}`,
    `--mount=${of(helperPid, 'mnt')}`,
    `--uts=${of(helperPid, 'uts')}`,
    `--ipc=${of(helperPid, 'ipc')}`,
    `--pid=${of(initPid, 'pid')}`,
    '--',
  ];
}

/** Joins the container's user namespace, so that the process may inspect PID 1 as in Docker. */
export function joinUser(
  tools: NamespaceTools,
  initPid: number,
  root: string,
  hostWorkdir: string,
): string[] {
  return [
    tools.nsenter,
    '--preserve-credentials',
    `--user=/proc/${initPid}/ns/user`,
    `--root=${root}`,
    `--wd=${hostWorkdir}`,
    '--',
  ];
}
