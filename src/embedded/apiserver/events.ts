/** Events: what happened to an object; a repeated one only raises the count. */
import { timestamp } from '../../notation/index.ts';
import type { RegistryContext } from './registry-context.ts';
import { createObject } from './requests/create.ts';
import { deleteObject } from './requests/delete.ts';
import { updateObject } from './requests/update.ts';
import type { EventInput, KubeObject } from './types.ts';

/** As in a real API server. */
const LIFETIME_MS = 3_600_000;
const SWEEP_EVERY_MS = 60_000;

const keyOf = (uid: string, { type, reason, message, component }: EventInput) =>
  JSON.stringify([uid, type, reason, message, component]);

export function createRecorder(
  context: RegistryContext,
  fieldManager: () => string,
): (about: KubeObject, event: EventInput) => void {
  const events = context.resources.resolve('', 'v1', 'events')!;
  const known = new Map<string, { namespace: string; name: string }>();
  let sequence = 0;
  let swept = context.now();

  for (const stored of context.store.values('events')) {
    const { type, reason, message, source, involvedObject, metadata } = stored;
    known.set(
      keyOf(involvedObject?.uid ?? '', { type, reason, message, component: source?.component ?? '' }),
      {
        namespace: metadata.namespace!,
        name: metadata.name,
      },
    );
  }

  const sweep = () => {
    if (context.now() - swept < SWEEP_EVERY_MS) return;
    swept = context.now();
    for (const stored of Array.from(context.store.values('events'))) {
      const last = Date.parse(
        stored['lastTimestamp'] ?? stored['eventTime'] ?? stored.metadata.creationTimestamp,
      );
      if (context.now() - last > LIFETIME_MS)
        deleteObject(context, events, stored.metadata.namespace, stored.metadata.name);
    }
    for (const [key, at] of known) if (!context.store.get('events', at.namespace, at.name)) known.delete(key);
  };

  return (about, event) => {
    sweep();
    const now = timestamp(context.now());
    const key = keyOf(about.metadata.uid, event);
    const again = known.get(key);
    if (again && context.store.get('events', again.namespace, again.name)) {
      updateObject(
        context,
        events,
        again.namespace,
        again.name,
        (current) => ({ ...current, count: (current['count'] ?? 1) + 1, lastTimestamp: now }),
        { fieldManager: fieldManager() },
      );
      return;
    }
    const namespace = about.metadata.namespace ?? 'default';
    const parent = context.store.get('namespaces', undefined, namespace);
    // No object can be created in a terminating namespace.
    if (!parent || parent.metadata.deletionTimestamp !== undefined) return;
    const name = `${about.metadata.name}.${(context.now() * 1000 + (sequence++ % 1000)).toString(16)}`;
    createObject(
      context,
      events,
      namespace,
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name, namespace },
        involvedObject: {
          kind: about.kind,
          ...(about.metadata.namespace ? { namespace } : {}),
          name: about.metadata.name,
          uid: about.metadata.uid,
          apiVersion: about.apiVersion,
          resourceVersion: about.metadata.resourceVersion,
        },
        reason: event.reason,
        message: event.message,
        source: { component: event.component },
        firstTimestamp: now,
        lastTimestamp: now,
        count: 1,
        type: event.type,
        eventTime: null,
        reportingComponent: event.component,
        reportingInstance: '',
      },
      { fieldManager: fieldManager() },
    );
    known.set(key, { namespace, name });
  };
}
