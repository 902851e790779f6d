/** A watch over HTTP: one JSON frame a line, bookmarks in between, cut when the client does not keep up. */
import type { KubeObject, WatchType } from '../types.ts';
import { apiVersionOf } from '../resource.ts';
import type { Call } from './context.ts';
import { listOptions, number } from './options.ts';
import { isTrue } from './request-info.ts';
import { representObject } from './representation.ts';
import type { Representation } from './representation.ts';
import { asApiError, failure } from './status.ts';

const BOOKMARK_EVERY_MS = 10_000;
/** Unsent bytes a watcher may owe before it is cut; it can resume from its last resourceVersion. */
const MAX_BACKLOG_BYTES = 8 * 1024 * 1024;
const DEFAULT_TIMEOUT_SECONDS = 1800;
const MAX_TIMEOUT_SECONDS = 24 * 3600;

export function serveWatch(call: Call, as: Representation): void {
  const { cluster, info, resource, request, response, closing } = call;
  const bookmarks = isTrue(info.query.get('allowWatchBookmarks'));
  const timeoutSeconds = number(info.query, 'timeoutSeconds') || DEFAULT_TIMEOUT_SECONDS;
  const resourceVersion = info.query.get('resourceVersion');
  const sendInitialEvents = isTrue(info.query.get('sendInitialEvents'));

  let columnsSent = false;
  let stop: (() => void) | undefined;
  let ended = false;
  // The present objects leave in one go, however many there are: only what comes later tells a slow watcher.
  let limit = Infinity;

  const frame = (type: WatchType | 'BOOKMARK' | 'ERROR', object: unknown) => {
    if (ended) return;
    if (response.writableLength > limit) {
      end();
      response.destroy();
      return;
    }
    response.write(`${JSON.stringify({ type, object })}\n`);
  };
  const represent = (object: KubeObject): unknown => {
    const made = representObject(cluster.requests, resource, object, as);
    if (as.accepted.form !== 'table' || !columnsSent) {
      columnsSent = true;
      return made;
    }
    // Columns come once, with the first frame, as kubectl expects.
    return { ...(made as object), columnDefinitions: null };
  };
  const bookmark = (initial = false) => {
    const metadata = {
      resourceVersion: cluster.resourceVersion(),
      creationTimestamp: null,
      ...(initial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
    };
    frame('BOOKMARK', bookmarkObject(call, as, metadata));
  };
  const end = () => {
    ended = true;
    stop?.();
    clearInterval(ticker);
    clearTimeout(timer);
    closing.removeEventListener('abort', finish);
  };
  const finish = () => {
    if (bookmarks) bookmark();
    end();
    response.end();
  };
  const ticker = bookmarks ? setInterval(() => bookmark(), BOOKMARK_EVERY_MS).unref() : undefined;
  const timer = setTimeout(finish, Math.min(timeoutSeconds, MAX_TIMEOUT_SECONDS) * 1000).unref();
  closing.addEventListener('abort', finish);
  response.once('close', end);
  // Small frames must leave at once, not wait for more.
  request.socket.setNoDelay(true);

  response.writeHead(200, {
    'content-type':
      as.accepted.form === 'table'
        ? `application/json;as=Table;v=${as.accepted.metaVersion};g=meta.k8s.io`
        : 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  try {
    stop = cluster.requests.watch(
      resource,
      {
        ...listOptions(info),
        ...(resourceVersion === null ? {} : { resourceVersion }),
        ...(sendInitialEvents ? { sendInitialEvents } : {}),
      },
      ({ type, object }) => frame(type, represent(object)),
    );
    limit = response.writableLength + MAX_BACKLOG_BYTES;
    if (ended) stop();
    if (sendInitialEvents && bookmarks) setImmediate(() => bookmark(true));
  } catch (error) {
    frame('ERROR', failure(asApiError(error)));
    end();
    response.end();
  }
}

function bookmarkObject(call: Call, as: Representation, metadata: object): object {
  switch (as.accepted.form) {
    case 'table':
      return {
        kind: 'Table',
        apiVersion: `meta.k8s.io/${as.accepted.metaVersion}`,
        metadata,
        columnDefinitions: null,
        rows: [
          {
            cells: [],
            object: {
              kind: 'PartialObjectMetadata',
              apiVersion: `meta.k8s.io/${as.accepted.metaVersion}`,
              metadata,
            },
          },
        ],
      };
    case 'partial':
      return {
        kind: 'PartialObjectMetadata',
        apiVersion: `meta.k8s.io/${as.accepted.metaVersion}`,
        metadata,
      };
    default:
      return { kind: call.resource.kind, apiVersion: apiVersionOf(call.resource), metadata };
  }
}
