/** Resolves `deploy/kad` to one of its pods. */
import { pathOf } from './discovery.ts';
import { usage } from './errors.ts';
import type { Json } from './output/print.ts';
import type { Session } from './session.ts';
import { parsePodTarget } from './targets.ts';

interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const operators: Record<string, (key: string, values: string) => string> = {
    In: (key, values) => `${key} in (${values})`,
    NotIn: (key, values) => `${key} notin (${values})`,
    Exists: (key) => key,
    DoesNotExist: (key) => `!${key}`,
  };
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => operators[operator]!(key, values.join())),
  ].join();
}

export async function listPods(session: Session, labelSelector: string): Promise<Json[]> {
  const path = `/api/v1/namespaces/${session.namespace}/pods`;
  return (await session.client.json<{ items: Json[] }>(path, { query: { labelSelector } })).items;
}

const isReady = (pod: Json) =>
  (pod.status?.conditions ?? []).some(({ type, status }: Json) => type === 'Ready' && status === 'True');

/** Ready ones first, then running ones, the youngest last: the order in which kubectl prefers pods. */
const byPreference = (pods: Json[]): Json[] =>
  pods.toSorted(
    (a, b) =>
      Number(isReady(b)) - Number(isReady(a)) ||
      Number(b.status?.phase === 'Running') - Number(a.status?.phase === 'Running') ||
      a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp),
  );

/** The pod for a word of the command line, and the number of candidates. */
export async function podOf(
  session: Session,
  word: string | undefined,
): Promise<{ pod: Json; outOf: number }> {
  const { resource, name } = parsePodTarget(await session.resources(), word);
  const object: Json = await session.client.json(pathOf(resource, session.namespace, name));
  if (resource.kind === 'Pod') return { pod: object, outOf: 1 };
  const selector = object.spec?.selector;
  if (!selector) throw usage(`cannot attach to ${word}: it selects no pods`, 'Name a pod or a Deployment.');
  const labels = resource.kind === 'Service' ? { matchLabels: selector } : selector;
  const pods = byPreference(await listPods(session, selectorText(labels)));
  if (!pods[0]) throw usage(`${word} has no pods`, 'See: kubectl get pods');
  return { pod: pods[0], outOf: pods.length };
}

/** The default container; reports the choice if there are several. */
export function containerOf(session: Session, pod: Json): string {
  const names: string[] = pod.spec.containers.map(({ name }: Json) => name);
  const named = pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  const chosen = session.line.string('container') ?? (names.includes(named) ? named : names[0]!);
  if (!session.line.string('container') && names.length > 1 && !named) {
    session.warn(`Defaulted container "${chosen}" out of: ${names.join(', ')}`);
  }
  return chosen;
}
