/** kubectl patch | label | annotate */
import type { FlagSpec } from '../flags.ts';
import { pathOf, typeName } from '../discovery.ts';
import { unsupported, usage } from '../errors.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';
import { parseTargets } from '../targets.ts';

export const flags = {
  patch: { type: 'string', short: 'p' },
  type: { type: 'string' },
  subresource: { type: 'string' },
  overwrite: { type: 'boolean' },
} satisfies Record<string, FlagSpec>;

const TYPES: Record<string, string> = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
};

export async function patch(session: Session): Promise<void> {
  const { line } = session;
  const text = line.string('patch');
  if (text === undefined)
    throw usage('must specify --patch containing the contents of the patch', "Say -p '{…}'.");
  const contentType = TYPES[line.string('type') ?? 'strategic'];
  if (!contentType) throw unsupported(`--type=${line.string('type')}`);
  const { parse } = await import('yaml');
  await each(session, line.positionals, async (path, named) => {
    const before: Json = await session.client.json(path);
    const subresource = line.string('subresource');
    const after: Json = await session.client.json(subresource ? `${path}/${subresource}` : path, {
      method: 'PATCH',
      contentType,
      query: { fieldManager: 'kubectl-patch' },
      body: parse(text),
    });
    const same = before.metadata.resourceVersion === after.metadata.resourceVersion;
    session.print(`${named} patched${same ? ' (no change)' : ''}`);
  });
}

export const label = (session: Session): Promise<void> => mark(session, 'labels', 'labeled');
export const annotate = (session: Session): Promise<void> => mark(session, 'annotations', 'annotated');

/** `KEY=value` sets, `KEY-` removes. */
async function mark(session: Session, field: 'labels' | 'annotations', done: string): Promise<void> {
  const { line } = session;
  const pairs = line.positionals.filter((word) => word.includes('=') || word.endsWith('-'));
  const words = line.positionals.filter((word) => !pairs.includes(word));
  if (pairs.length === 0)
    throw usage(
      `at least one ${field.slice(0, -1)} update is required`,
      'Write KEY=VALUE, or KEY- to remove.',
    );
  const changes = Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [pair.slice(0, -1), null] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  await each(session, words, async (path, named) => {
    const present: Record<string, string> = (await session.client.json(path)).metadata[field] ?? {};
    const clash = Object.keys(changes).find(
      (key) => changes[key] !== null && key in present && present[key] !== changes[key],
    );
    if (clash && !line.boolean('overwrite')) {
      throw usage(
        `'${clash}' already has a value (${present[clash]}), and --overwrite is false`,
        'Say --overwrite.',
      );
    }
    await session.client.json(path, {
      method: 'PATCH',
      contentType: TYPES.merge,
      body: { metadata: { [field]: changes } },
    });
    session.print(`${named} ${done}`);
  });
}

async function each(
  session: Session,
  words: string[],
  act: (path: string, named: string) => Promise<void>,
): Promise<void> {
  for (const { resource, name } of parseTargets(await session.resources(), words)) {
    if (name === undefined) throw usage('resource(s) were provided, but no name was specified', 'Name one.');
    await act(pathOf(resource, session.namespace, name), `${typeName(resource)}/${name}`);
  }
}
