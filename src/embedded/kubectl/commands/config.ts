/** kubectl config: the current context and its namespace. */
import { tabbed } from '../../../notation/index.ts';
import type { FlagSpec } from '../flags.ts';
import { unsupported, usage } from '../errors.ts';
import { currentContext, readConfig, writeConfig } from '../kubeconfig.ts';
import type { Line } from '../flags.ts';
import { format } from '../output/print.ts';

export const flags = {
  current: { type: 'boolean' },
  minify: { type: 'boolean' },
  raw: { type: 'boolean' },
  output: { type: 'string', short: 'o' },
} satisfies Record<string, FlagSpec>;

export async function run({ line }: { line: Line }): Promise<void> {
  const config = readConfig(line);
  const [verb, name] = line.positionals;
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const current = currentContext(line, config);
  const contexts = config.contexts ?? [];
  const find = (wanted: string) => {
    const found = contexts.find((one) => one.name === wanted);
    if (!found)
      throw usage(`no context exists with the name: "${wanted}"`, 'See: kubectl config get-contexts');
    return found;
  };
  switch (verb) {
    case 'current-context':
      if (current === '') throw usage('current-context is not set', 'Use: kubectl config use-context NAME');
      print(current);
      return;
    case 'get-contexts': {
      const rows = contexts.map(({ name, context }) => [
        name === current ? '*' : '',
        name,
        context.cluster,
        context.user,
        context.namespace ?? '',
      ]);
      const names = line.string('output') === 'name';
      for (const text of names
        ? contexts.map(({ name }) => name)
        : tabbed([['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'], ...rows]))
        print(text);
      return;
    }
    case 'use-context':
      if (name === undefined) throw usage('a context is needed', 'See: kubectl config get-contexts');
      find(name);
      writeConfig(line, { ...config, 'current-context': name });
      print(`Switched to context "${name}".`);
      return;
    case 'set-context': {
      const wanted = line.boolean('current') ? current : (name ?? '');
      const { context } = find(wanted);
      const namespace = line.string('namespace');
      // Unset flags change nothing.
      if (namespace !== undefined) context.namespace = namespace;
      writeConfig(line, config);
      print(`Context "${wanted}" modified.`);
      return;
    }
    case 'view':
      print(
        format(line.string('output') ?? 'yaml', line.boolean('raw') ? config : hidden(config), undefined),
      );
      return;
    default:
      throw unsupported(`config ${verb ?? ''}`.trim());
  }
}

/** Redacts credentials, as kubectl does. */
function hidden(config: ReturnType<typeof readConfig>): object {
  return {
    ...config,
    clusters: config.clusters?.map(({ name, cluster }) => ({
      name,
      cluster: cluster['certificate-authority-data']
        ? { ...cluster, 'certificate-authority-data': 'DATA+OMITTED' }
        : cluster,
    })),
    users: config.users?.map(({ name, user }) => ({
      name,
      user: user.token ? { ...user, token: 'REDACTED' } : user,
    })),
  };
}
