/** kubectl describe: a format of its own for some kinds, others field by field; with events. */
import { ageOf, tabbed } from '../../../notation/index.ts';
import type { FlagSpec } from '../flags.ts';
import { pathOf } from '../discovery.ts';
import { describeDeployment, describePod } from '../describe/workloads.ts';
import { describeAny } from '../describe/any.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';
import { parseTargets } from '../targets.ts';
import { withoutManagedFields } from '../output/print.ts';

export const flags = {
  selector: { type: 'string', short: 'l' },
  'all-namespaces': { type: 'boolean', short: 'A' },
  'show-events': { type: 'boolean' },
} satisfies Record<string, FlagSpec>;

export async function run(session: Session): Promise<void> {
  const { line, client } = session;
  const everywhere = line.boolean('all-namespaces') === true;
  let first = true;
  for (const { resource, name } of parseTargets(await session.resources(), line.positionals)) {
    const path = pathOf(resource, everywhere ? undefined : session.namespace, name);
    const answer: Json = await client.json(path, {
      query: name ? {} : { labelSelector: line.string('selector') },
    });
    const objects: Json[] = answer.items ?? [answer];
    if (objects.length === 0) session.warn(`No resources found in ${session.namespace} namespace.`);
    for (const object of objects) {
      if (!first) session.print('\n');
      first = false;
      const typed = { apiVersion: answer.apiVersion, kind: resource.kind, ...object };
      for (const text of await describe(session, typed)) session.print(text);
      if (line.boolean('show-events') !== false) await events(session, object);
    }
  }
}

async function describe(session: Session, object: Json): Promise<string[]> {
  if (object.kind === 'Pod') return describePod(object);
  if (object.kind === 'Deployment') return describeDeployment(session, object);
  return describeAny(withoutManagedFields(object));
}

async function events(session: Session, { metadata }: Json): Promise<void> {
  const path = metadata.namespace ? `/api/v1/namespaces/${metadata.namespace}/events` : '/api/v1/events';
  const fieldSelector = `involvedObject.name=${metadata.name},involvedObject.uid=${metadata.uid}`;
  const { items }: { items: Json[] } = await session.client.json(path, { query: { fieldSelector } });
  if (items.length === 0) {
    session.print('Events:  <none>');
    return;
  }
  const last = (event: Json) => event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
  const now = Date.now();
  const rows = items
    .toSorted((a, b) => last(a).localeCompare(last(b)))
    .map((event) => {
      const times = event.count > 1 ? ` (x${event.count} over ${ageOf(event.firstTimestamp, now)})` : '';
      const from = event.source?.component || event.reportingComponent || '';
      return ['', event.type, event.reason, ageOf(last(event), now) + times, from, event.message.trim()];
    });
  session.print('Events:');
  const header = [
    ['', 'Type', 'Reason', 'Age', 'From', 'Message'],
    ['', '----', '------', '----', '----', '-------'],
  ];
  // The empty first column makes the indentation, which should be two blanks.
  for (const text of tabbed([...header, ...rows])) session.print(text.slice(1));
}
