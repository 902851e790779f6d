/** A local copy of a Kubernetes collection, kept up to date whatever the connection does. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from './discovery.ts';
import { list, StatusError, watch } from './kubernetes-client.ts';
import type { Access, KubernetesObject } from './kubernetes-client.ts';

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

/**
 * Lists, watches from there, and lists again when the server no longer knows where "there" is. While the API server
 * is away, what was last known stays: a target does not vanish because of it.
 * @param changed called with all objects after every change
 */
export function reflect(
  access: Access,
  path: string,
  changed: (objects: KubernetesObject[]) => void,
  log: Log,
): { stop(): void } {
  const stopped = new AbortController();
  void run(access, path, changed, log, stopped.signal);
  return { stop: () => stopped.abort() };
}

async function run(
  access: Access,
  path: string,
  changed: (objects: KubernetesObject[]) => void,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const objects = new Map<string, KubernetesObject>();
  let resourceVersion: string | undefined;
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      if (resourceVersion === undefined) {
        const all = await list(access, path, signal);
        objects.clear();
        for (const object of all.items) objects.set(key(object), object);
        resourceVersion = all.resourceVersion;
        changed([...objects.values()]);
      }
      for await (const event of watch(access, path, resourceVersion, signal)) {
        if (event.type === 'ERROR')
          throw new StatusError(event.object.code ?? 500, event.object.message ?? 'watch failed');
        pause = FIRST_PAUSE;
        resourceVersion = event.object.metadata.resourceVersion ?? resourceVersion;
        if (event.type === 'BOOKMARK') continue;
        if (event.type === 'DELETED') objects.delete(key(event.object));
        else objects.set(key(event.object), event.object);
        changed([...objects.values()]);
      }
    } catch (error) {
      if (signal.aborted) return;
      // 410: the server has forgotten that version; it says so in the answer or in an event.
      if (error instanceof StatusError) resourceVersion = undefined;
      const gone = error instanceof StatusError && error.code === 410;
      if (!gone)
        log(
          'warn',
          `discovery of ${path} was interrupted and goes on in ${pause / 1000}s: ${(error as Error).message}`,
        );
    }
    await delay(pause, undefined, { signal }).catch(() => {});
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

function key({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
