/** kubectl create: from files, and by flags for some kinds. */
import { findKind, pathOf, typeName } from '../discovery.ts';
import { unsupported, usage } from '../errors.ts';
import type { FlagSpec } from '../flags.ts';
import { fileFlags, namedManifests } from '../named-manifests.ts';
import { format } from '../output/print.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';

export const flags = {
  ...fileFlags,
  output: { type: 'string', short: 'o' },
  'dry-run': { type: 'string' },
  image: { type: 'string' },
  replicas: { type: 'string' },
  port: { type: 'string' },
  'from-literal': { type: 'string', multiple: true },
} satisfies Record<string, FlagSpec>;

export async function run(session: Session): Promise<void> {
  const objects = (await namedManifests(session.line)) ?? [generate(session)];
  for (const object of objects) await createOne(session, object);
}

async function createOne(session: Session, object: Json): Promise<void> {
  const { client, line } = session;
  const resource = findKind(await session.resources(), object.apiVersion, object.kind);
  const namespace = object.metadata.namespace ?? session.namespace;
  const how = line.string('output');
  const mode = line.string('dry-run');
  const offline = mode === 'client';
  const created = offline
    ? object
    : await client.json(pathOf(resource, namespace), {
        method: 'POST',
        query: { fieldManager: 'kubectl-create', dryRun: mode === 'server' ? 'All' : undefined },
        body: object,
      });
  if (how) session.print(format(how, created, resource));
  else {
    const suffix = mode ? ` (${offline ? 'dry run' : 'server dry run'})` : '';
    session.print(`${typeName(resource)}/${created.metadata.name} created${suffix}`);
  }
}

function generate({ line }: Session): Json {
  const [kind, first, second] = line.positionals;
  const name = kind === 'secret' ? second : first;
  if (kind === undefined)
    throw usage('must specify -f, or what to create', 'For example: kubectl create namespace pycont');
  if (name === undefined) throw usage(`exactly one NAME is required for create ${kind}`, 'Name it.');
  const metadata = { name };
  const literals = line.strings('from-literal').map((pair) => {
    const at = pair.indexOf('=');
    if (at <= 0)
      throw usage(`invalid literal source ${pair}, expected key=value`, 'Write --from-literal=key=value.');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  switch (kind) {
    case 'namespace':
    case 'ns':
      return { apiVersion: 'v1', kind: 'Namespace', metadata };
    case 'serviceaccount':
    case 'sa':
      return { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
    case 'configmap':
    case 'cm':
      return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: Object.fromEntries(literals) };
    case 'secret':
      if (first !== 'generic') throw unsupported(`create secret ${first}`);
      return {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata,
        type: 'Opaque',
        stringData: Object.fromEntries(literals),
      };
    case 'deployment':
    case 'deploy':
      return deployment(
        name,
        line.string('image'),
        Number(line.string('replicas') ?? 1),
        line.string('port'),
      );
    default:
      throw unsupported(`create ${kind}`);
  }
}

function deployment(
  name: string,
  image: string | undefined,
  replicas: number,
  port: string | undefined,
): Json {
  if (!image) throw usage('required flag "image" not set', 'Say --image=NAME.');
  const labels = { app: name };
  const container = image.replace(/^.*\//, '').replace(/[:@].*$/, '');
  const ports = port ? [{ containerPort: Number(port) }] : undefined;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: container, image, ports }] } },
    },
  };
}
