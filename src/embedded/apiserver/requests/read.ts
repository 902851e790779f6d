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
import { view } from '../core.ts';
import type { Core } from '../core.ts';

/** Tokens of this process only: pages of a list do not outlive a restart, as they do not outlive a compaction. */
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

function requireReached(core: Core, revision: number): void {
  if (revision > core.store.revision)
    throw new ApiError(
      504,
      'Timeout',
      `Too large resource version: ${revision}, current: ${core.store.revision}`,
      {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
    );
}

/** Pages show the present state from the cursor on; nothing is ever shown twice. */
export function listPage(core: Core, resource: Resource, options: PageOptions): Page {
  const matches = matcherFor(resource, options);
  const cursor = options.continue ? parseCursor(options.continue) : undefined;
  if (options.resourceVersion) requireReached(core, parseRevision(options.resourceVersion));
  const limit = options.limit && options.limit > 0 ? options.limit : Infinity;
  const items: KubeObject[] = [];
  let remaining = 0;
  const namespace = resource.namespaced ? options.namespace : undefined;
  for (const stored of core.store.values(resource.storage, namespace, cursor)) {
    const object = view(resource, stored);
    if (!matches(object)) continue;
    if (items.length < limit) items.push(object);
    else remaining++;
  }
  const revision = cursor?.revision ?? core.store.revision;
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

/** What a change is to somebody who sees only what matches: an object that stops matching is gone for them. */
function visible(resource: Resource, change: Change, matches: Matcher): WatchEvent | undefined {
  const object = view(resource, change.object);
  const previous = change.previous && view(resource, change.previous);
  const was = previous !== undefined && matches(previous);
  const is = change.type !== 'DELETED' && matches(object);
  if (is && was) return { type: 'MODIFIED', object, previous };
  if (is) return { type: 'ADDED', object };
  if (was) return { type: 'DELETED', object, previous };
  return undefined;
}

export interface WatchStart {
  /** Deliver the present objects first. */
  replay: boolean;
  /** Deliver what happened after this revision first. */
  since?: number;
}

export function watchFrom(
  core: Core,
  resource: Resource,
  options: WatchRequest,
  start: WatchStart,
  handler: (event: WatchEvent) => void,
): () => void {
  const matches = matcherFor(resource, options);
  const namespace = resource.namespaced ? options.namespace : undefined;
  let initial: Change[] = [];
  if (start.replay)
    for (const object of core.store.values(resource.storage, namespace))
      initial.push({ revision: core.store.revision, type: 'ADDED', object });
  else if (start.since !== undefined) {
    const changes = core.store.changesSince(resource.storage, start.since);
    if (!changes)
      throw expired(
        `too old resource version: ${start.since} (${core.store.compactedRevision(resource.storage)})`,
      );
    initial = changes;
  }
  return core.store.watch(resource.storage, initial, (change) => {
    const event = visible(resource, change, matches);
    if (event) handler(event);
  });
}

export function watchRequest(
  core: Core,
  resource: Resource,
  options: WatchRequest,
  handler: (event: RequestEvent) => void,
): () => void {
  const from = options.resourceVersion ? parseRevision(options.resourceVersion) : 0;
  requireReached(core, from);
  const replay = from === 0 || options.sendInitialEvents === true;
  return watchFrom(core, resource, options, { replay, since: from }, ({ type, object }) =>
    handler({ type, object }),
  );
}
