/** kubectl apply -f / -k: server-side, so that fields removed from a manifest are removed from the object. */
import type { Client } from '../client.ts';
import { findKind, pathOf, typeName } from '../discovery.ts';
import { ServerError, usage } from '../errors.ts';
import type { FlagSpec } from '../flags.ts';
import { fileFlags, namedManifests } from '../named-manifests.ts';
import { format } from '../output/print.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';

export const flags = {
  ...fileFlags,
  output: { type: 'string', short: 'o' },
  'dry-run': { type: 'string' },
  'server-side': { type: 'boolean' },
  'force-conflicts': { type: 'boolean' },
} satisfies Record<string, FlagSpec>;

const MANAGER = 'kubectl';

export async function run(session: Session): Promise<void> {
  const objects = await namedManifests(session.line);
  if (!objects) throw usage('must specify one of -f and -k', 'For example: kubectl apply -f deploy/app');
  for (const object of objects) await applyOne(session, object);
}

async function applyOne(session: Session, object: Json): Promise<void> {
  const { client, line } = session;
  // Looked up again, because this command may have applied the definition.
  const resource = findKind(await kinds(session, object), object.apiVersion, object.kind);
  const namespace = resource.namespaced ? (object.metadata.namespace ?? session.namespace) : undefined;
  const path = pathOf(resource, namespace, object.metadata.name);
  const before = await present(client, path);
  const dryRun = line.string('dry-run') ? 'All' : undefined;
  const body = { ...object, metadata: { ...object.metadata, ...(namespace ? { namespace } : {}) } };
  const after: Json = await client.json(path, {
    method: 'PATCH',
    query: { fieldManager: MANAGER, force: 'true', fieldValidation: 'Strict', dryRun },
    contentType: 'application/apply-patch+yaml',
    body,
  });
  const how = line.string('output');
  if (how) {
    session.print(format(how, after, resource));
    return;
  }
  const same = before?.metadata.resourceVersion === after.metadata.resourceVersion;
  const done = before ? (same ? 'unchanged' : 'configured') : 'created';
  const suffix = dryRun ? ' (server dry run)' : '';
  session.print(`${typeName(resource)}/${after.metadata.name} ${done}${suffix}`);
}

async function kinds(session: Session, object: Json) {
  const known = await session.resources();
  if (known.some(({ kind }) => kind === object.kind)) return known;
  return (await import('../discovery.ts')).discover(session.client);
}

async function present(client: Client, path: string): Promise<Json | undefined> {
  try {
    return await client.json<Json>(path);
  } catch (error) {
    if (error instanceof ServerError && error.code === 404) return undefined;
    throw error;
  }
}
