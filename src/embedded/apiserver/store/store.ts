/** Objects by storage name, with one resourceVersion for all, watches and a bounded history. Independent of kinds. */
import { deepFreeze } from '../json.ts';
import type { KubeObject, WatchType } from '../types.ts';
import { Collection } from './collection.ts';
import { Dispatcher } from './dispatcher.ts';
import { History } from './history.ts';
import type { Change } from './history.ts';

export const HISTORY_CAPACITY = 5000;

/** More than the number of resourceVersions that a killed process may have used after its last snapshot. */
const RESTART_GAP = 100_000;

interface Kind {
  objects: Collection;
  history: History;
  watchers: Set<(change: Change) => void>;
}

export interface StoreOptions {
  onChange?: () => void;
  onHandlerError: (error: unknown) => void;
}

interface Snapshot {
  format: 1;
  revision: number;
  objects: Record<string, KubeObject[]>;
}

export class Store {
  readonly #kinds = new Map<string, Kind>();
  readonly #dispatcher: Dispatcher;
  readonly #onChange: (() => void) | undefined;
  readonly #written = new WeakMap<KubeObject, string>();
  #revision = 1;
  /** No kind has a history before this revision. */
  #origin = 0;

  constructor(options: StoreOptions) {
    this.#dispatcher = new Dispatcher(options.onHandlerError);
    this.#onChange = options.onChange;
  }

  get revision(): number {
    return this.#revision;
  }

  #kind(storage: string): Kind {
    let kind = this.#kinds.get(storage);
    if (!kind) {
      kind = {
        objects: new Collection(),
        history: new History(HISTORY_CAPACITY, this.#origin),
        watchers: new Set(),
      };
      this.#kinds.set(storage, kind);
    }
    return kind;
  }

  get(storage: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#kinds.get(storage)?.objects.get(namespace ?? '', name);
  }

  values(
    storage: string,
    namespace?: string,
    after?: { namespace: string; name: string },
  ): Iterable<KubeObject> {
    return this.#kind(storage).objects.values(namespace, after);
  }

  /** Takes ownership of the object: sets the next resourceVersion and freezes it. */
  put(storage: string, object: KubeObject): KubeObject {
    const kind = this.#kind(storage);
    const { namespace = '', name } = object.metadata;
    const previous = kind.objects.get(namespace, name);
    object.metadata.resourceVersion = String(++this.#revision);
    deepFreeze(object);
    kind.objects.set(namespace, name, object);
    this.#publish(kind, previous ? 'MODIFIED' : 'ADDED', object, previous);
    return object;
  }

  /** @returns the last state, with the resourceVersion of the removal */
  remove(storage: string, namespace: string | undefined, name: string): KubeObject | undefined {
    const kind = this.#kind(storage);
    const previous = kind.objects.get(namespace ?? '', name);
    if (!previous) return undefined;
    kind.objects.delete(namespace ?? '', name);
    const object = deepFreeze({
      ...previous,
      metadata: { ...previous.metadata, resourceVersion: String(++this.#revision) },
    });
    this.#publish(kind, 'DELETED', object, previous);
    return object;
  }

  #publish(kind: Kind, type: WatchType, object: KubeObject, previous: KubeObject | undefined): void {
    const change: Change = { revision: this.#revision, type, object, ...(previous ? { previous } : {}) };
    kind.history.add(change);
    this.#onChange?.();
    for (const watcher of kind.watchers)
      this.#dispatcher.enqueue(() => {
        if (kind.watchers.has(watcher)) watcher(change);
      });
    this.#dispatcher.drain();
  }

  /** Changes after `revision`; undefined if some of them are compacted. */
  changesSince(storage: string, revision: number): Change[] | undefined {
    return this.#kind(storage).history.since(revision);
  }

  compactedRevision(storage: string): number {
    return this.#kind(storage).history.compacted;
  }

  /** First `initial`, then every change as it happens. Returns the function that ends it. */
  watch(storage: string, initial: Iterable<Change>, watcher: (change: Change) => void): () => void {
    const { watchers } = this.#kind(storage);
    watchers.add(watcher);
    for (const change of initial)
      this.#dispatcher.enqueue(() => {
        if (watchers.has(watcher)) watcher(change);
      });
    this.#dispatcher.drain();
    return () => watchers.delete(watcher);
  }

  /** The JSON of each object is cached, so saving after a small change is cheap. */
  snapshot(): string {
    const kinds = Array.from(this.#kinds, ([storage, kind]) => {
      const objects = Array.from(kind.objects.values(), (object) => {
        let text = this.#written.get(object);
        if (text === undefined) this.#written.set(object, (text = JSON.stringify(object)));
        return text;
      });
      return `${JSON.stringify(storage)}:[${objects.join(',')}]`;
    });
    return `{"format":1,"revision":${this.#revision},"objects":{${kinds.join(',')}}}`;
  }

  /** Only on an empty store. @throws SyntaxError if the text is not a snapshot */
  load(text: string): void {
    const snapshot = JSON.parse(text) as Partial<Snapshot>;
    if (snapshot.format !== 1 || !snapshot.objects || typeof snapshot.revision !== 'number')
      throw new SyntaxError('not a snapshot of the cluster state');
    this.#revision = snapshot.revision + RESTART_GAP;
    this.#origin = this.#revision;
    for (const [storage, objects] of Object.entries(snapshot.objects)) {
      const kind = this.#kind(storage);
      for (const object of objects)
        kind.objects.set(object.metadata.namespace ?? '', object.metadata.name, deepFreeze(object));
    }
  }
}
