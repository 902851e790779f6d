/** list and watch. */
import { randomUUID } from 'node:crypto';
import type { Page, PageOptions, RequestEvent, WatchRequest } from '../cluster-types.ts';
import { badRequest, expired } from '../errors.ts';
import type { Resource } from '../resource.ts';
import { matcherFor } from '../selectors/matcher.ts';
import type { Matcher } from '../selectors/matcher.ts';
import type { Change } from '../store/history.ts';
import { ApiError } from '../types.ts';
import type { KubeObject, WatchEvent } from '../types.ts';
import { convertTo } from '../registry-context.ts';
import type { RegistryContext } from '../registry-context.ts';

/** Continue tokens are valid in this process only: they expire on a restart, as by a compaction. */
const PROCESS = randomUUID();

interface Cursor {
  process: string;
  revision: number;
  namespace: string;
  name: string;
}

function parseCursor(token: string): Cursor {
  let cursor: Partial<Cursor>;
  try {
    cursor = JSON.parse(Buffer.from(token, 'base64url').toString()) as Partial<Cursor>;
  } catch {
    throw badRequest('invalid continue token: continue key is not valid: illegal base64 data');
  }
  if (
    typeof cursor?.namespace !== 'string' ||
    typeof cursor.name !== 'string' ||
    typeof cursor.revision !== 'number'
  )
    throw badRequest('invalid continue token: continue key is not valid: unexpected content');
  if (cursor.process !== PROCESS)
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
    );
  return cursor as Cursor;
}

function parseRevision(text: string): number {
  if (!/^\d+$/.test(text))
    throw badRequest(`Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`);
  return Number(text);
}

function assertNotInFuture(context: RegistryContext, revision: number): void {
  if (revision > context.store.revision)
    throw new ApiError(
      504,
      'Timeout',
      `Too large resource version: ${revision}, current: ${context.store.revision}`,
      {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
    );
}

/** Pages show the current state from the cursor on; no object appears twice. */
export function listPage(context: RegistryContext, resource: Resource, options: PageOptions): Page {
  const matches = matcherFor(resource, options);
  const cursor = options.continue ? parseCursor(options.continue) : undefined;
  if (options.resourceVersion) assertNotInFuture(context, parseRevision(options.resourceVersion));
  const limit = options.limit && options.limit > 0 ? options.limit : Infinity;
  const items: KubeObject[] = [];
  let remaining = 0;
  const namespace = resource.namespaced ? options.namespace : undefined;
  for (const stored of context.store.values(resource.storage, namespace, cursor)) {
    const object = convertTo(resource, stored);
    if (!matches(object)) continue;
    if (items.length < limit) items.push(object);
    else remaining++;
  }
  const revision = cursor?.revision ?? context.store.revision;
  const page: Page = { items, resourceVersion: String(revision) };
  const last = items.at(-1);
  if (remaining > 0 && last) {
    const next: Cursor = {
      process: PROCESS,
      revision,
      namespace: last.metadata.namespace ?? '',
      name: last.metadata.name,
    };
    page.continue = Buffer.from(JSON.stringify(next)).toString('base64url');
    page.remainingItemCount = remaining;
  }
  return page;
}

/** A change as an event of a watch with selectors: an object that stops matching is DELETED. */
function eventFor(resource: Resource, change: Change, matches: Matcher): WatchEvent | undefined {
  const object = convertTo(resource, change.object);
  const previous = change.previous && convertTo(resource, change.previous);
  const was = previous !== undefined && matches(previous);
  const is = change.type !== 'DELETED' && matches(object);
  if (is && was) return { type: 'MODIFIED', object, previous };
  if (is) return { type: 'ADDED', object };
  if (was) return { type: 'DELETED', object, previous };
  return undefined;
}

export interface WatchStart {
  /** Deliver the existing objects first. */
  replay: boolean;
  /** Deliver changes after this revision first. */
  since?: number;
}

export function watchFrom(
  context: RegistryContext,
  resource: Resource,
  options: WatchRequest,
  start: WatchStart,
  handler: (event: WatchEvent) => void,
): () => void {
  const matches = matcherFor(resource, options);
  const namespace = resource.namespaced ? options.namespace : undefined;
  let initial: Change[] = [];
  if (start.replay)
    for (const object of context.store.values(resource.storage, namespace))
      initial.push({ revision: context.store.revision, type: 'ADDED', object });
  else if (start.since !== undefined) {
    const changes = context.store.changesSince(resource.storage, start.since);
    if (!changes)
      throw expired(
        `too old resource version: ${start.since} (${context.store.compactedRevision(resource.storage)})`,
      );
    initial = changes;
  }
  return context.store.watch(resource.storage, initial, (change) => {
    const event = eventFor(resource, change, matches);
    if (event) handler(event);
  });
}

export function watchRequest(
  context: RegistryContext,
  resource: Resource,
  options: WatchRequest,
  handler: (event: RequestEvent) => void,
): () => void {
  const from = options.resourceVersion ? parseRevision(options.resourceVersion) : 0;
  assertNotInFuture(context, from);
  const replay = from === 0 || options.sendInitialEvents === true;
  return watchFrom(context, resource, options, { replay, since: from }, ({ type, object }) =>
    handler({ type, object }),
  );
}
