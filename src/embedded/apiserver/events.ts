/** Events: what happened to an object, told to people; the same again only raises the count. */
import { timestamp } from '../../notation/index.ts';
import type { Core } from './core.ts';
import { createObject } from './requests/create.ts';
import { deleteObject } from './requests/delete.ts';
import { updateObject } from './requests/update.ts';
import type { EventInput, KubeObject } from './types.ts';

/** As long as a real API server keeps them. */
const LIFETIME_MS = 3_600_000;
const SWEEP_EVERY_MS = 60_000;

const keyOf = (uid: string, { type, reason, message, component }: EventInput) =>
  JSON.stringify([uid, type, reason, message, component]);

export function createRecorder(
  core: Core,
  fieldManager: () => string,
): (about: KubeObject, event: EventInput) => void {
  const events = core.resources.resolve('', 'v1', 'events')!;
  const known = new Map<string, { namespace: string; name: string }>();
  let sequence = 0;
  let swept = core.now();

  for (const stored of core.store.values('events')) {
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
    if (core.now() - swept < SWEEP_EVERY_MS) return;
    swept = core.now();
    for (const stored of Array.from(core.store.values('events'))) {
      const last = Date.parse(
        stored['lastTimestamp'] ?? stored['eventTime'] ?? stored.metadata.creationTimestamp,
      );
      if (core.now() - last > LIFETIME_MS)
        deleteObject(core, events, stored.metadata.namespace, stored.metadata.name);
    }
    for (const [key, at] of known) if (!core.store.get('events', at.namespace, at.name)) known.delete(key);
  };

  return (about, event) => {
    sweep();
    const now = timestamp(core.now());
    const key = keyOf(about.metadata.uid, event);
    const again = known.get(key);
    if (again && core.store.get('events', again.namespace, again.name)) {
      updateObject(
        core,
        events,
        again.namespace,
        again.name,
        (current) => ({ ...current, count: (current['count'] ?? 1) + 1, lastTimestamp: now }),
        { fieldManager: fieldManager() },
      );
      return;
    }
    const namespace = about.metadata.namespace ?? 'default';
    const home = core.store.get('namespaces', undefined, namespace);
    // Nothing new is said where everything goes away.
    if (!home || home.metadata.deletionTimestamp !== undefined) return;
    const name = `${about.metadata.name}.${(core.now() * 1000 + (sequence++ % 1000)).toString(16)}`;
    createObject(
      core,
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
