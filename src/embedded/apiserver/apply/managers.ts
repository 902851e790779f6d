/** metadata.managedFields: who owns which fields. */
import type { Json } from '../json.ts';
import type { KubeObject } from '../types.ts';
import { fromFieldsV1, isEmptySet, sameSet, toFieldsV1 } from './field-set.ts';
import type { FieldSet } from './field-set.ts';

export interface Manager {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
  time?: string;
  set: FieldSet;
}

export function managersOf(object: KubeObject | undefined): Manager[] {
  return (object?.metadata.managedFields ?? []).flatMap((entry) => {
    const { manager, operation, apiVersion, subresource, time, fieldsV1 } = entry as Record<string, Json>;
    if (!manager || (operation !== 'Apply' && operation !== 'Update')) return [];
    return [
      {
        manager,
        operation,
        apiVersion,
        ...(subresource ? { subresource } : {}),
        ...(time ? { time } : {}),
        set: fromFieldsV1(fieldsV1),
      },
    ];
  });
}

export function isSameManager(a: Omit<Manager, 'set'>, b: Omit<Manager, 'set'>): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    (a.subresource ?? '') === (b.subresource ?? '') &&
    // A manager that applies in another version is still the same manager.
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  );
}

const order = (a: Manager, b: Manager) =>
  a.operation.localeCompare(b.operation) ||
  (a.time ?? '').localeCompare(b.time ?? '') ||
  a.manager.localeCompare(b.manager);

/** Writes the managers into the object, in place. Drops those without fields; a time changes only with the set. */
export function setManagers(object: KubeObject, managers: Manager[], before: Manager[], now: string): void {
  const entries = managers
    .filter(({ set }) => !isEmptySet(set))
    .map((manager) => {
      const was = before.find((other) => isSameManager(manager, other));
      const time =
        was?.time && sameSet(was.set, manager.set)
          ? was.time
          : manager.time && was === undefined
            ? manager.time
            : now;
      return { ...manager, time };
    })
    .sort(order)
    .map(({ manager, operation, apiVersion, time, set, subresource }) => ({
      manager,
      operation,
      apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(set),
      ...(subresource ? { subresource } : {}),
    }));
  if (entries.length > 0) object.metadata.managedFields = entries;
  else delete object.metadata.managedFields;
}
