/** A local copy of a Kubernetes collection, kept up to date over interrupted connections. */
import { Informer, messageOf, viewOf } from '../../../kubernetes/index.ts';
import type { Text } from '../../../messages/index.ts';
import type { Api, View } from '../../../kubernetes/index.ts';
import type { KubernetesObject } from './access.ts';
import type { Log } from './discovery.ts';

/** Shorter than in Prometheus (minutes), so that a dead connection is noticed sooner. */
const WATCH_SECONDS = 30;

interface Whole extends View {
  object: KubernetesObject;
}

/**
 * While the API server is unavailable, the last known objects stay, and so do the targets.
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
  let notified = true;
  const notify = () => {
    notified = true;
    changed([...informer.list()].map(({ object }) => object));
  };
  const informer = new Informer<Whole>({
    api,
    path,
    what: path.slice(path.lastIndexOf('/') + 1),
    project: (object: KubernetesObject) => ({ ...viewOf(object), object }),
    watchSeconds: WATCH_SECONDS,
    // One notification for the many changes of a list.
    onChange() {
      if (notified) queueMicrotask(notify);
      notified = false;
    },
    onTrouble: interrupted,
  });
  informer.start().catch((error: unknown) => interrupted(messageOf(error)));
  return { stop: () => void informer.stop() };
}
