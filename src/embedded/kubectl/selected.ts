/** The objects that a command acts on, by name, label or file. */
import { findKind, pathOf } from './discovery.ts';
import type { Resource } from './discovery.ts';
import { usage } from './errors.ts';
import { namedManifests } from './named-manifests.ts';
import type { Json } from './output/print.ts';
import type { Session } from './session.ts';
import { parseTargets } from './targets.ts';

export interface Selected {
  resource: Resource;
  namespace: string | undefined;
  name: string;
}

/** From files, `TYPE NAME`, `TYPE -l …` or `TYPE --all`; throws without any of them. */
export async function selected(session: Session): Promise<Selected[]> {
  const { line } = session;
  const resources = await session.resources();
  const manifests = await namedManifests(line);
  if (manifests) {
    return manifests.map(({ apiVersion, kind, metadata }) => {
      const resource = findKind(resources, apiVersion, kind);
      const namespace = resource.namespaced ? (metadata.namespace ?? session.namespace) : undefined;
      return { resource, namespace, name: metadata.name };
    });
  }
  const found: Selected[] = [];
  for (const { resource, name } of parseTargets(resources, line.positionals)) {
    const namespace = resource.namespaced ? session.namespace : undefined;
    if (name !== undefined) found.push({ resource, namespace, name });
    else found.push(...(await listed(session, resource, namespace)));
  }
  return found;
}

async function listed(
  session: Session,
  resource: Resource,
  namespace: string | undefined,
): Promise<Selected[]> {
  const { line, client } = session;
  const labelSelector = line.string('selector');
  if (labelSelector === undefined && !line.boolean('all')) {
    throw usage('resource(s) were provided, but no name was specified', 'Name one, or say -l or --all.');
  }
  const { items }: { items: Json[] } = await client.json(pathOf(resource, namespace), {
    query: { labelSelector },
  });
  return items.map(({ metadata }) => ({ resource, namespace, name: metadata.name }));
}
