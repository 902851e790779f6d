/** Dependencies of all commands. */
import { createClient } from './client.ts';
import type { Client } from './client.ts';
import { discover } from './discovery.ts';
import type { Resource } from './discovery.ts';
import type { Line } from './flags.ts';
import { access } from './kubeconfig.ts';

export interface Session {
  line: Line;
  client: Client;
  namespace: string;
  resources(): Promise<Resource[]>;
  print(text: string): void;
  warn(text: string): void;
}

export function openSession(line: Line): Session {
  const reach = access(line);
  const client = createClient(reach);
  let resources: Promise<Resource[]> | undefined;
  return {
    line,
    client,
    namespace: reach.namespace,
    resources: () => (resources ??= discover(client)),
    print: (text) => void process.stdout.write(`${text}\n`),
    warn: (text) => void process.stderr.write(`${text}\n`),
  };
}
