/** A local copy of a Kubernetes collection, kept up to date whatever the connection does. */
import { Informer, messageOf, viewOf } from '../../../kubernetes/index.ts';
import type { Text } from '../../../messages/index.ts';
import type { Api, View } from '../../../kubernetes/index.ts';
import type { KubernetesObject } from './access.ts';
import type { Log } from './discovery.ts';

/** What the real one does in minutes: on a stage, a connection that died without a word is noticed sooner. */
const WATCH_SECONDS = 30;

interface Whole extends View {
  object: KubernetesObject;
}

/**
 * While the API server is away, what was last known stays: a target does not vanish because of it.
 * @param changed called with all objects after every change
 */
export function reflect(
  api: Api,
  path: string,
  changed: (objects: KubernetesObject[]) => void,
  log: Log,
): { stop(): void } {
  const interrupted = (why: Text) =>
    log('warn', `discovery of ${path} was interrupted and is tried again: ${String(why)}`);
  let told = true;
  const tell = () => {
    told = true;
    changed([...informer.list()].map(({ object }) => object));
  };
  const informer = new Informer<Whole>({
    api,
    path,
    what: path.slice(path.lastIndexOf('/') + 1),
    project: (object: KubernetesObject) => ({ ...viewOf(object), object }),
    watchSeconds: WATCH_SECONDS,
    // A list changes many at once.
    onChange() {
      if (told) queueMicrotask(tell);
      told = false;
    },
    onTrouble: interrupted,
  });
  informer.start().catch((error: unknown) => interrupted(messageOf(error)));
  return { stop: () => void informer.stop() };
}
