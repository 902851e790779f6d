/** A row of `kubectl get`, as the API prints an object. */
import { createCluster } from '../../../../src/embedded/apiserver/cluster.ts';
import type { KubeObject } from '../../../../src/embedded/apiserver/types.ts';

export const NOW = Date.parse('2030-01-01T00:10:00Z');
export const cluster = createCluster({ now: () => NOW });

export function row(resource: string, object: object): Record<string, unknown> {
  const entry = cluster.resources.find(resource)!;
  const metadata = {
    name: 'kad',
    namespace: 'default',
    creationTimestamp: '2030-01-01T00:00:00Z',
    uid: 'u',
    resourceVersion: '1',
  };
  const full = {
    apiVersion: 'v1',
    kind: entry.kind,
    ...object,
    metadata: { ...metadata, ...(object as { metadata?: object }).metadata },
  };
  const table = cluster.requests.table(entry, [full as KubeObject]);
  return Object.fromEntries(table.columnDefinitions.map(({ name }, i) => [name, table.rows[0]!.cells[i]]));
}
