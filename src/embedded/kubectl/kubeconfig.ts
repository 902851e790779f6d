/** Cluster, user and namespace from $KUBECONFIG or ~/.kube/config. */
import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { usage } from './errors.ts';
import type { Line } from './flags.ts';

interface Cluster {
  server: string;
  'certificate-authority-data'?: string;
  'certificate-authority'?: string;
  'insecure-skip-tls-verify'?: boolean;
}

interface User {
  token?: string;
  'client-certificate-data'?: string;
  'client-key-data'?: string;
}

interface Context {
  cluster: string;
  user: string;
  namespace?: string;
}

export interface Config {
  clusters?: { name: string; cluster: Cluster }[];
  users?: { name: string; user: User }[];
  contexts?: { name: string; context: Context }[];
  'current-context'?: string;
}

export interface Access {
  server: URL;
  ca?: Buffer | undefined;
  cert?: Buffer | undefined;
  key?: Buffer | undefined;
  token?: string | undefined;
  insecure: boolean;
  namespace: string;
  context: string;
}

function configFile(line: Line): string {
  const named = line.string('kubeconfig') ?? process.env.KUBECONFIG?.split(delimiter).find(Boolean);
  return named ?? join(homedir(), '.kube', 'config');
}

export function readConfig(line: Line): Config {
  const file = configFile(line);
  try {
    return (parse(readFileSync(file, 'utf8')) ?? {}) as Config;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw usage(
      `There is no kubeconfig at ${file}.`,
      'Start the stage and take its environment: eval "$(pycont stage env)"',
    );
  }
}

export function writeConfig(line: Line, config: Config): void {
  writeFileSync(configFile(line), stringify(config), { mode: 0o600 });
}

export function currentContext(line: Line, config: Config): string {
  return line.string('context') ?? config['current-context'] ?? '';
}

export function access(line: Line): Access {
  const config = readConfig(line);
  const name = currentContext(line, config);
  const context = config.contexts?.find((one) => one.name === name)?.context;
  if (!context) throw usage(`context "${name}" does not exist`, 'See: kubectl config get-contexts');
  const cluster = config.clusters?.find((one) => one.name === context.cluster)?.cluster;
  const user = config.users?.find((one) => one.name === context.user)?.user ?? {};
  if (!cluster)
    throw usage(`cluster "${context.cluster}" is not in the kubeconfig`, 'See: kubectl config view');
  const bytes = (base64: string | undefined) => (base64 ? Buffer.from(base64, 'base64') : undefined);
  const authority = cluster['certificate-authority'];
  return {
    server: new URL(cluster.server),
    ca: bytes(cluster['certificate-authority-data']) ?? (authority ? readFileSync(authority) : undefined),
    cert: bytes(user['client-certificate-data']),
    key: bytes(user['client-key-data']),
    token: user.token,
    insecure: cluster['insecure-skip-tls-verify'] === true,
    namespace: line.string('namespace') ?? context.namespace ?? 'default',
    context: name,
  };
}
