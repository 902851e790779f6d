/** The loop that every controller runs: watch, queue, reconcile. */
import type { Cluster, KubeObject, WatchEvent } from '../apiserver/index.ts';
import { createWorkQueue } from './work-queue.ts';
import type { WorkQueue } from './work-queue.ts';

export interface ControllerContext {
  cluster: Cluster;
  /** A reconciliation failed and will be tried again. */
  onError(controller: string, key: string, error: unknown): void;
}

/** A running loop, until it is closed. */
export interface Running {
  close(): void;
}

export const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

function splitKey(key: string): [namespace: string, name: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}

/** The keys to reconcile after a change of a watched resource. */
export type KeysOf = (event: WatchEvent) => Iterable<string>;

export const itself: KeysOf = ({ object }) => [keyOf(object)];

interface Definition {
  name: string;
  /** By resource: the keys to reconcile after a change. */
  watches: Record<string, KeysOf>;
  /** A source of keys besides those watches. */
  source?: (add: (key: string) => void) => Running;
  reconcile(namespace: string, name: string, queue: WorkQueue): void;
}

/** Watches, queues, reconciles. */
export function runController({ cluster, onError }: ControllerContext, definition: Definition): Running {
  const queue = createWorkQueue(
    (key) => definition.reconcile(...splitKey(key), queue),
    (key, error) => onError(definition.name, key, error),
  );
  const ends = Object.entries(definition.watches).map(([resource, keysOf]) =>
    cluster.watch(resource, {}, (event) => {
      for (const key of keysOf(event)) queue.add(key);
    }),
  );
  const source = definition.source?.((key) => queue.add(key));
  return {
    close() {
      for (const end of ends) end();
      source?.close();
      queue.close();
    },
  };
}
