/** Conflicts: another manager owns a field that an apply would change. */
import { ApiError } from '../types.ts';
import { intersection, isEmptySet, pathsOf } from './field-set.ts';
import type { FieldSet } from './field-set.ts';
import type { Manager } from './managers.ts';

function described({ manager, operation, apiVersion, subresource }: Manager): string {
  const name =
    JSON.stringify(manager) + (subresource ? ` with subresource ${JSON.stringify(subresource)}` : '');
  if (operation === 'Apply') return name;
  return `${name} using ${apiVersion}`;
}

export interface Conflict {
  manager: Manager;
  set: FieldSet;
}

export function findConflicts(changed: FieldSet, others: Manager[]): Conflict[] {
  return others
    .map((manager) => ({ manager, set: intersection(changed, manager.set) }))
    .filter(({ set }) => !isEmptySet(set));
}

export function conflictError(conflicts: Conflict[]): ApiError {
  const found = conflicts
    .map(({ manager, set }) => ({ who: described(manager), paths: pathsOf(set) }))
    .sort((a, b) => (a.who < b.who ? -1 : 1));
  const causes = found.flatMap(({ who, paths }) =>
    paths.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${who}`, field })),
  );
  const text =
    causes.length === 1
      ? `Apply failed with 1 conflict: ${causes[0]!.message}: ${causes[0]!.field}`
      : `Apply failed with ${causes.length} conflicts: ${found.map(({ who, paths }) => `conflicts with ${who}:\n${paths.map((path) => `- ${path}`).join('\n')}`).join('\n')}`;
  return new ApiError(409, 'Conflict', text, { causes });
}
