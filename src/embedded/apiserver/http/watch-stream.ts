/** A watch over HTTP: one JSON object per line, with bookmarks; closed if the client is too slow. */
import type { KubeObject, WatchType } from '../types.ts';
import type { Call } from './context.ts';
import { listOptions, number } from './options.ts';
import { isTrue } from './request-info.ts';
import { representBookmark, representObject } from './representation.ts';
import type { Representation } from './representation.ts';
import { asApiError, failure } from './status.ts';

const BOOKMARK_EVERY_MS = 10_000;
/** Unsent bytes after which a slow watch is closed; the client can resume from its last resourceVersion. */
const MAX_BACKLOG_BYTES = 8 * 1024 * 1024;
const DEFAULT_TIMEOUT_SECONDS = 1800;
const MAX_TIMEOUT_SECONDS = 24 * 3600;

/** Resources of a stream while it is streaming. */
interface Streaming {
  type: 'streaming';
  stopWatch: () => void;
  maxUnsentBytes: number;
  timeout: NodeJS.Timeout;
  bookmarkTimer: NodeJS.Timeout | undefined;
}

type State =
  /** Initial objects are sent without the limit, however many there are: a watcher counts as slow only after them. */
  { type: 'starting' } | Streaming | { type: 'ended' };

export class WatchStream {
  readonly #call: Call;
  readonly #as: Representation;
  readonly #wantsBookmarks: boolean;
  readonly #sendInitialEvents: boolean;
  readonly #timeoutSeconds: number;
  readonly #onClosing = () => this.#finish();
  #state: State = { type: 'starting' };
  #columnsSent = false;

  /** @throws ApiError for an invalid query, before anything is sent */
  constructor(call: Call, as: Representation) {
    const { query } = call.info;
    this.#call = call;
    this.#as = as;
    this.#wantsBookmarks = isTrue(query.get('allowWatchBookmarks'));
    this.#sendInitialEvents = isTrue(query.get('sendInitialEvents'));
    const seconds = number(query, 'timeoutSeconds') || DEFAULT_TIMEOUT_SECONDS;
    this.#timeoutSeconds = Math.min(seconds, MAX_TIMEOUT_SECONDS);
  }

  /** starting → streaming, or → ended when the watch is refused */
  start(): void {
    const { request, response } = this.#call;
    // Small frames must be sent immediately.
    request.socket.setNoDelay(true);
    response.writeHead(200, { 'content-type': this.#contentType(), 'cache-control': 'no-cache, private' });
    response.flushHeaders();
    try {
      this.#stream(this.#watch());
    } catch (error) {
      this.#frame('ERROR', failure(asApiError(error)));
      this.#end();
      response.end();
    }
  }

  #contentType(): string {
    const { form, metaVersion } = this.#as.accepted;
    return form === 'table' ? `application/json;as=Table;v=${metaVersion};g=meta.k8s.io` : 'application/json';
  }

  #watch(): () => void {
    const { cluster, info, resource } = this.#call;
    const resourceVersion = info.query.get('resourceVersion');
    return cluster.requests.watch(
      resource,
      {
        ...listOptions(info),
        ...(resourceVersion === null ? {} : { resourceVersion }),
        ...(this.#sendInitialEvents ? { sendInitialEvents: true } : {}),
      },
      ({ type, object }) => this.#frame(type, this.#represent(object)),
    );
  }

  #stream(stopWatch: () => void): void {
    const { response, closing } = this.#call;
    this.#state = {
      type: 'streaming',
      stopWatch,
      maxUnsentBytes: response.writableLength + MAX_BACKLOG_BYTES,
      timeout: setTimeout(() => this.#finish(), this.#timeoutSeconds * 1000).unref(),
      bookmarkTimer: this.#wantsBookmarks
        ? setInterval(() => this.#bookmark(), BOOKMARK_EVERY_MS).unref()
        : undefined,
    };
    closing.addEventListener('abort', this.#onClosing);
    response.once('close', () => this.#end());
    if (this.#sendInitialEvents && this.#wantsBookmarks) setImmediate(() => this.#bookmark(true));
  }

  /** streaming → ended after a timeout, or when the server closes. */
  #finish(): void {
    if (this.#wantsBookmarks) this.#bookmark();
    this.#end();
    this.#call.response.end();
  }

  /** → ended */
  #end(): void {
    const state = this.#state;
    this.#state = { type: 'ended' };
    if (state.type !== 'streaming') return;
    state.stopWatch();
    clearTimeout(state.timeout);
    clearInterval(state.bookmarkTimer);
    this.#call.closing.removeEventListener('abort', this.#onClosing);
  }

  #frame(type: WatchType | 'BOOKMARK' | 'ERROR', object: unknown): void {
    const { response } = this.#call;
    if (this.#state.type === 'ended') return;
    if (this.#state.type === 'streaming' && response.writableLength > this.#state.maxUnsentBytes) {
      this.#end();
      response.destroy();
      return;
    }
    response.write(`${JSON.stringify({ type, object })}\n`);
  }

  #represent(object: KubeObject): unknown {
    const { cluster, resource } = this.#call;
    const made = representObject(cluster.requests, resource, object, this.#as);
    if (this.#as.accepted.form !== 'table' || !this.#columnsSent) {
      this.#columnsSent = true;
      return made;
    }
    // Only the first frame has the columns, as kubectl expects.
    return { ...(made as object), columnDefinitions: null };
  }

  #bookmark(initial = false): void {
    const { cluster, resource } = this.#call;
    const metadata = {
      resourceVersion: cluster.resourceVersion(),
      creationTimestamp: null,
      ...(initial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
    };
    this.#frame('BOOKMARK', representBookmark(resource, metadata, this.#as));
  }
}
