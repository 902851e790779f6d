/** Waiting for an object's state by a watch. */
import { pathOf } from './discovery.ts';
import { ServerError } from './errors.ts';
import type { Json } from './output/print.ts';
import type { Selected } from './selected.ts';
import type { Session } from './session.ts';

/**
 * Evaluates the object now and after each change, until the result is not undefined.
 * @param evaluate gets undefined while the object does not exist
 * @throws the signal's reason if it is aborted first
 */
export async function until<T>(
  session: Session,
  { resource, namespace, name }: Selected,
  evaluate: (object: Json | undefined) => T | undefined,
  signal?: AbortSignal,
): Promise<T> {
  const path = pathOf(resource, namespace);
  const fieldSelector = `metadata.name=${name}`;
  for (;;) {
    signal?.throwIfAborted();
    const list: Json = await session.client.json(path, { query: { fieldSelector }, signal });
    const first = evaluate(restored(list.items[0], list));
    if (first !== undefined) return first;
    const query = { fieldSelector, resourceVersion: list.metadata.resourceVersion, timeoutSeconds: '300' };
    for await (const { type, object } of session.client.watch<Json>(path, { query, signal })) {
      if (type === 'ERROR') break;
      if (type === 'BOOKMARK') continue;
      const found = evaluate(type === 'DELETED' ? undefined : object);
      if (found !== undefined) return found;
    }
  }
}

const restored = (item: Json | undefined, list: Json) =>
  item && { apiVersion: list.apiVersion, kind: String(list.kind).replace(/List$/, ''), ...item };

/** @param uid of the deleted object, because another one may have its name by then */
export async function untilGone(
  session: Session,
  target: Selected,
  uid: string,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await until(
      session,
      target,
      (object) => !object || (uid !== '' && object.metadata.uid !== uid) || undefined,
      signal,
    );
  } catch (error) {
    // After the deletion of a CRD its resource does not exist any more.
    if (!(error instanceof ServerError && error.code === 404)) throw error;
  }
}
