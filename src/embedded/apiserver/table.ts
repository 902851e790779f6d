/** meta.k8s.io/v1 Tables: what `kubectl get` prints. */
import type { Table } from './cluster-types.ts';
import type { Resource } from './resource.ts';
import type { KubeObject } from './types.ts';

export function tableOf(
  resource: Resource,
  objects: KubeObject[],
  now: number,
  includeObject: 'None' | 'Metadata' | 'Object' = 'Metadata',
): Table {
  const carried = (object: KubeObject) => {
    if (includeObject === 'None') return {};
    if (includeObject === 'Object') return { object };
    return {
      object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
    };
  };
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: {},
    columnDefinitions: resource.printer.columns.map(
      ({ name, type, format = '', description = '', priority }) => ({
        name,
        type,
        format,
        description,
        priority,
      }),
    ),
    rows: objects.map((object) => ({ cells: resource.printer.cells(object, now), ...carried(object) })),
  };
}
