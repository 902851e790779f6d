import { mkdirSync, writeFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { UserError } from '../../errors/user-error.ts';
import { withoutPassword } from '../../kubernetes/index.ts';
import { CLUSTER } from '../../messages/index.ts';
import { errorLineIn } from './error-line.ts';

export interface KubeContext {
  name: string;
  /** URL of the API server, without a password. */
  server: string;
  /** It is reached through a proxy: then a loopback address may not be this machine. */
  proxied?: boolean;
  /** A copy of the kubeconfig with only this context and the talk's namespace, 0600: the original is not changed. */
  kubeconfig: string;
}

interface KubeConfig {
  'current-context': string;
  contexts: { name: string; context: { namespace?: string } }[];
  clusters?: { cluster: { server?: string; 'proxy-url'?: string } }[];
}

const TIMEOUT_MS = 5_000;

/**
 * @param folder where the copy of the kubeconfig goes
 * @param wanted name of a context; default: the current one
 * @throws {UserError} if there is no kubectl, no kubeconfig or no such context
 */
export async function readKubeContext(
  folder: string,
  namespace: string,
  wanted?: string,
): Promise<KubeContext> {
  // No server is needed; but some versions of kubectl first ask the server for its version.
  const args = ['config', 'view', '--minify', '--flatten', '--output=json', '--request-timeout=2s'];
  if (wanted) args.push('--context', wanted);
  const { stdout, stderr, failed, code, timedOut } = await execa('kubectl', args, {
    reject: false,
    stdin: 'ignore',
    timeout: TIMEOUT_MS,
    forceKillAfterDelay: 500,
  });
  if (code === 'ENOENT')
    throw new UserError(CLUSTER.noProgram({ program: 'kubectl' }), CLUSTER.installKubectl);
  if (failed) {
    const why = timedOut ? CLUSTER.noEnd : (errorLineIn(stderr) ?? CLUSTER.noReason);
    throw new UserError(CLUSTER.noContextToPlayOn({ why }), CLUSTER.nameContext);
  }
  const config = JSON.parse(stdout) as KubeConfig;
  for (const { context } of config.contexts) context.namespace = namespace;
  const kubeconfig = join(folder, 'kubeconfig');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return { ...parseKubeConfig(stdout), kubeconfig };
}

/** Parses the output of `kubectl config view --minify --output=json`. */
export function parseKubeConfig(text: string): Pick<KubeContext, 'name' | 'server' | 'proxied'> {
  const config = JSON.parse(text) as KubeConfig;
  const { server = '', 'proxy-url': proxy } = config.clusters?.[0]?.cluster ?? {};
  return {
    name: config['current-context'],
    server: withoutPassword(server),
    ...(proxy ? { proxied: true } : {}),
  };
}

const THROW_AWAY_NAME = /^(kind-|k3d-|minikube$|docker-desktop$|rancher-desktop$|orbstack$|colima)/;
const PRODUCTION_NAME = /(^|[^a-z])(prod(uction)?|stag(e|ing)|live)([^a-z]|$)/i;

/** Whether the cluster is a throw-away one: an API server on this machine, or the name of a tool that creates such. */
export function isThrowAway({ name, server, proxied }: Omit<KubeContext, 'kubeconfig'>): boolean {
  if (PRODUCTION_NAME.test(name)) return false;
  return THROW_AWAY_NAME.test(name) || (isLoopback(server) && !proxied);
}

function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
  );
}
