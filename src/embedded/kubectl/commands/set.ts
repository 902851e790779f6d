/** kubectl set image | env */
import type { FlagSpec } from '../flags.ts';
import { pathOf, typeName } from '../discovery.ts';
import { unsupported, usage } from '../errors.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';
import { parseTargets } from '../targets.ts';

export const flags = {
  selector: { type: 'string', short: 'l' },
  all: { type: 'boolean' },
  container: { type: 'string', short: 'c' },
} satisfies Record<string, FlagSpec>;

export async function run(session: Session): Promise<void> {
  const [what, ...words] = session.line.positionals;
  if (what !== 'image' && what !== 'env') throw unsupported(`set ${what ?? ''}`.trim());
  const pairs = words.filter((word) => /^[^/]+=|-$/.test(word));
  const [target] = parseTargets(
    await session.resources(),
    words.filter((word) => !pairs.includes(word)),
  );
  if (!target?.name || pairs.length === 0) {
    throw usage(
      `set ${what} needs TYPE/NAME and at least one pair`,
      'For example: kubectl set image deployment/kad kad=IMAGE',
    );
  }
  const { resource, name } = target;
  const path = pathOf(resource, session.namespace, name);
  const object: Json = await session.client.json(path);
  const podSpec: Json = object.spec.template?.spec ?? object.spec;
  const containers =
    what === 'image' ? images(podSpec, pairs) : environment(podSpec, pairs, session.line.string('container'));
  const spec = object.spec.template ? { template: { spec: { containers } } } : { containers };
  const after: Json = await session.client.json(path, {
    method: 'PATCH',
    contentType: 'application/strategic-merge-patch+json',
    query: { fieldManager: 'kubectl-set' },
    body: { spec },
  });
  if (after.metadata.resourceVersion === object.metadata.resourceVersion) return;
  session.print(`${typeName(resource)}/${name} ${what} updated`);
}

function images(podSpec: Json, pairs: string[]): Json[] {
  return pairs.flatMap((pair) => {
    const at = pair.indexOf('=');
    const container = pair.slice(0, at);
    const image = pair.slice(at + 1);
    if (container === '*') return podSpec.containers.map(({ name }: Json) => ({ name, image }));
    if (!podSpec.containers.some(({ name }: Json) => name === container)) {
      throw usage(
        `unable to find container named "${container}"`,
        `There are: ${podSpec.containers.map(({ name }: Json) => name)}`,
      );
    }
    return [{ name: container, image }];
  });
}

/** `KEY=value` sets, `KEY-` removes. */
function environment(podSpec: Json, pairs: string[], only: string | undefined): Json[] {
  const env = pairs.map((pair) => {
    if (pair.endsWith('-')) return { name: pair.slice(0, -1), $patch: 'delete' };
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
  const containers: Json[] = podSpec.containers.filter(
    ({ name }: Json) => only === undefined || name === only,
  );
  return containers.map(({ name }) => ({ name, env }));
}
