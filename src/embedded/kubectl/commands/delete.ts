/** kubectl delete: waits until the objects are removed. */
import { duration } from '../flags.ts';
import type { FlagSpec } from '../flags.ts';
import { pathOf, typeName } from '../discovery.ts';
import { Exit, ServerError } from '../errors.ts';
import { fileFlags } from '../named-manifests.ts';
import type { Json } from '../output/print.ts';
import { selected } from '../selected.ts';
import type { Selected } from '../selected.ts';
import type { Session } from '../session.ts';
import { untilGone } from '../until.ts';

export const flags = {
  ...fileFlags,
  selector: { type: 'string', short: 'l' },
  all: { type: 'boolean' },
  'ignore-not-found': { type: 'boolean' },
  wait: { type: 'boolean' },
  now: { type: 'boolean' },
  force: { type: 'boolean' },
  'grace-period': { type: 'string' },
  timeout: { type: 'string' },
  cascade: { type: 'string' },
  output: { type: 'string', short: 'o' },
} satisfies Record<string, FlagSpec>;

const POLICIES: Record<string, string> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
};

export async function run(session: Session): Promise<void> {
  const { line } = session;
  const targets = await selected(session);
  if (targets.length === 0) session.print('No resources found');
  let failed = false;
  const gone: { target: Selected; uid: string }[] = [];
  for (const target of targets) {
    try {
      gone.push({ target, uid: await deleteOne(session, target) });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (error.code === 404 && line.boolean('ignore-not-found')) continue;
      failed = true;
      session.warn(`Error from server (${error.reason}): ${error.message}`);
    }
  }
  if (line.boolean('wait') !== false) {
    const limit = line.string('timeout');
    const signal = limit && duration(limit) > 0 ? AbortSignal.timeout(duration(limit)) : undefined;
    for (const { target, uid } of gone) await untilGone(session, target, uid, signal);
  }
  if (failed) throw new Exit(1);
}

async function deleteOne(session: Session, { resource, namespace, name }: Selected): Promise<string> {
  const { line, client } = session;
  const path = pathOf(resource, namespace, name);
  const force = line.boolean('force') === true;
  const grace = line.string('grace-period') ?? (force ? '0' : line.boolean('now') ? '1' : undefined);
  const answer: Json = await client.json(path, {
    method: 'DELETE',
    body: {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      propagationPolicy: POLICIES[line.string('cascade') ?? 'background'],
      ...(grace === undefined ? {} : { gracePeriodSeconds: Number(grace) }),
    },
  });
  const type = typeName(resource);
  const where = namespace && line.boolean('all') ? ` from ${namespace} namespace` : '';
  session.print(
    line.string('output') === 'name'
      ? `${type}/${name}`
      : `${type} "${name}"${force ? ' force' : ''} deleted${where}`,
  );
  return answer.metadata?.uid ?? answer.details?.uid ?? '';
}
