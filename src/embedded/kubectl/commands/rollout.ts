/** kubectl rollout status | history | undo | restart | pause | resume, for Deployments. */
import { tabbed, timestamp } from '../../../notation/index.ts';
import { duration } from '../flags.ts';
import type { FlagSpec } from '../flags.ts';
import { pathOf, typeName } from '../discovery.ts';
import { unsupported, usage } from '../errors.ts';
import { selectorText } from '../pods-of.ts';
import type { Json } from '../output/print.ts';
import type { Selected } from '../selected.ts';
import type { Session } from '../session.ts';
import { parseTargets } from '../targets.ts';
import { until } from '../until.ts';

export const flags = {
  timeout: { type: 'string' },
  watch: { type: 'boolean', short: 'w' },
  revision: { type: 'string' },
  'to-revision': { type: 'string' },
} satisfies Record<string, FlagSpec>;

const REVISION = 'deployment.kubernetes.io/revision';
const CAUSE = 'kubernetes.io/change-cause';

export async function run(session: Session): Promise<void> {
  const [verb, ...words] = session.line.positionals;
  const action = ACTIONS[verb ?? ''];
  if (!action) throw unsupported(`rollout ${verb ?? ''}`.trim());
  for (const { resource, name } of parseTargets(await session.resources(), words)) {
    if (name === undefined) throw usage('required resource not specified', 'For example: deployment/kad');
    if (resource.kind !== 'Deployment') throw unsupported(`rollout ${verb} of ${resource.plural}`);
    await action(session, { resource, namespace: session.namespace, name });
  }
}

const ACTIONS: Record<string, (session: Session, target: Selected) => Promise<void>> = {
  status,
  history,
  undo,
  restart: (session, target) =>
    change(session, target, 'restarted', {
      template: {
        metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': timestamp() } },
      },
    }),
  pause: (session, target) => change(session, target, 'paused', { paused: true }),
  resume: (session, target) => change(session, target, 'resumed', { paused: null }),
};

async function change(session: Session, target: Selected, done: string, spec: Json): Promise<void> {
  const path = pathOf(target.resource, target.namespace, target.name);
  await session.client.json(path, {
    method: 'PATCH',
    contentType: 'application/strategic-merge-patch+json',
    query: { fieldManager: 'kubectl-rollout' },
    body: { spec },
  });
  session.print(`${typeName(target.resource)}/${target.name} ${done}`);
}

/** What the rollout still waits for; undefined if it is complete. */
function missing({ metadata, spec, status = {} }: Json): string | undefined {
  const waiting = `Waiting for deployment "${metadata.name}" rollout to finish: `;
  if ((status.observedGeneration ?? 0) < metadata.generation) {
    return 'Waiting for deployment spec update to be observed...';
  }
  const progressing = (status.conditions ?? []).find(({ type }: Json) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    throw usage(
      `deployment "${metadata.name}" exceeded its progress deadline`,
      `See: kubectl describe deployment ${metadata.name}`,
    );
  }
  const { updatedReplicas: updated = 0, replicas = 0, availableReplicas: available = 0 } = status;
  if (updated < spec.replicas) {
    return `${waiting}${updated} out of ${spec.replicas} new replicas have been updated...`;
  }
  if (replicas > updated) return `${waiting}${replicas - updated} old replicas are pending termination...`;
  if (available < updated) return `${waiting}${available} of ${updated} updated replicas are available...`;
  return undefined;
}

async function status(session: Session, target: Selected): Promise<void> {
  const limit = duration(session.line.string('timeout') ?? '0');
  const signal = limit > 0 ? AbortSignal.timeout(limit) : undefined;
  let printed: string | undefined;
  const progress = (object: Json | undefined) => {
    if (!object) throw usage(`deployments.apps "${target.name}" not found`, 'See: kubectl get deployments');
    const text = missing(object);
    if (text === undefined) return true;
    if (text !== printed) session.print(text);
    printed = text;
    return session.line.boolean('watch') === false ? false : undefined;
  };
  const waited = until(session, target, progress, signal).catch((error: Error) => {
    if (signal?.aborted)
      throw usage('timed out waiting for the condition', `See: kubectl describe deployment ${target.name}`);
    throw error;
  });
  if (await waited) session.print(`deployment "${target.name}" successfully rolled out`);
}

async function revisions(
  session: Session,
  { resource, namespace, name }: Selected,
): Promise<{ deployment: Json; sets: Json[] }> {
  const deployment: Json = await session.client.json(pathOf(resource, namespace, name));
  const query = { labelSelector: selectorText(deployment.spec.selector) };
  const { items }: { items: Json[] } = await session.client.json(
    `/apis/apps/v1/namespaces/${namespace}/replicasets`,
    { query },
  );
  const own = items.filter(({ metadata }) =>
    (metadata.ownerReferences ?? []).some(({ uid }: Json) => uid === deployment.metadata.uid),
  );
  return { deployment, sets: own.toSorted((a, b) => revisionOf(a) - revisionOf(b)) };
}

const revisionOf = ({ metadata }: Json) => Number(metadata.annotations?.[REVISION] ?? 0);

async function history(session: Session, target: Selected): Promise<void> {
  const { sets } = await revisions(session, target);
  const wanted = session.line.string('revision');
  if (wanted === undefined) {
    const rows = sets.map((set) => [String(revisionOf(set)), set.metadata.annotations?.[CAUSE] ?? '<none>']);
    session.print(`deployment.apps/${target.name} `);
    for (const text of tabbed([['REVISION', 'CHANGE-CAUSE'], ...rows])) session.print(text);
    session.print('');
    return;
  }
  const { stringify } = await import('yaml');
  session.print(`deployment.apps/${target.name} with revision #${wanted}`);
  session.print(stringify(find(sets, Number(wanted)).spec.template).trimEnd());
}

function find(sets: Json[], revision: number): Json {
  const found = sets.find((set) => revisionOf(set) === revision);
  if (!found) throw usage('unable to find the specified revision in history', 'See: kubectl rollout history');
  return found;
}

async function undo(session: Session, target: Selected): Promise<void> {
  const { deployment, sets } = await revisions(session, target);
  const wanted = Number(session.line.string('to-revision') ?? 0);
  const back = wanted > 0 ? find(sets, wanted) : sets.at(-2);
  if (!back)
    throw usage(`no rollout history found for deployment "${target.name}"`, 'See: kubectl rollout history');
  const template = structuredClone(back.spec.template);
  delete template.metadata.labels['pod-template-hash'];
  const same = JSON.stringify(template) === JSON.stringify(deployment.spec.template);
  if (!same) {
    await session.client.json(pathOf(target.resource, target.namespace, target.name), {
      method: 'PATCH',
      contentType: 'application/json-patch+json',
      query: { fieldManager: 'kubectl-rollout' },
      body: [{ op: 'replace', path: '/spec/template', value: template }],
    });
  }
  session.print(
    same
      ? `deployment.apps/${target.name} skipped rollback (current template already matches revision ${revisionOf(back)})`
      : `deployment.apps/${target.name} rolled back`,
  );
}
