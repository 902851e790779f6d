/** Computes the hosts lines of all namespaces and notifies of changes. */
import type { Api } from '../../apiserver/index.ts';
import { hostsLines } from './hosts.ts';

export interface ServiceNames {
  lines(namespace: string): string[];
  onChange(handler: (namespace: string) => void): () => void;
  close(): void;
}

export function watchServiceNames(api: Api): ServiceNames {
  const handlers = new Set<(namespace: string) => void>();
  const known = new Map<string, string>();
  let scheduled = false;
  let closed = false;

  const lines = (namespace: string) =>
    hostsLines(
      api.list('services'),
      ({ metadata }) => api.get('endpoints', metadata.namespace, metadata.name),
      namespace,
    );

  function notifyChanged(): void {
    scheduled = false;
    if (closed) return;
    for (const { metadata } of api.list('namespaces')) {
      const now = lines(metadata.name).join('\n');
      if (known.get(metadata.name) === now) continue;
      known.set(metadata.name, now);
      for (const handler of handlers) handler(metadata.name);
    }
  }

  // One comparison for a burst of changes (apply of a folder, a rollout).
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(notifyChanged);
  }

  const ends = [
    api.watch('services', {}, schedule),
    api.watch('namespaces', {}, ({ type, object }) => {
      if (type === 'DELETED') known.delete(object.metadata.name);
      else schedule();
    }),
    api.watch('endpoints', { replay: false }, ({ object }) => {
      const service = api.get('services', object.metadata.namespace, object.metadata.name);
      if (service?.spec?.clusterIP === 'None') schedule();
    }),
  ];

  return {
    lines,
    onChange(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    close() {
      closed = true;
      for (const end of ends) end();
    },
  };
}
