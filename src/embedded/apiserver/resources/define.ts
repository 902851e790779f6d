/** Sets a table entry's defaults, so that the table has only the differences. */
import { nameAndAge } from '../printers/generic.ts';
import { builtinSchema } from '../schema/builtin.ts';
import { apiVersionOf, qualifiedName } from '../resource.ts';
import type { Resource } from '../resource.ts';

export const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

export type Definition = Pick<Resource, 'group' | 'version' | 'kind' | 'plural'> &
  Partial<Resource> & {
    /** Name of the client-node model that describes the kind, e.g. `V1Deployment`. */
    model?: string;
  };

export function define({ model, ...definition }: Definition): Resource {
  const { group, version, kind } = definition;
  const resource: Resource = {
    listKind: `${kind}List`,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced: true,
    subresources: [],
    verbs: VERBS,
    storage: qualifiedName(definition),
    storageVersion: apiVersionOf({ group, version }),
    virtual: false,
    generation: false,
    custom: false,
    printer: nameAndAge,
    strategy: {},
    selectableFields: [],
    ...definition,
  };
  // Lazily, because most runs need only a few schemas.
  if (model)
    Object.defineProperty(resource, 'schema', {
      get: () => builtinSchema(model),
      enumerable: true,
      configurable: true,
    });
  return resource;
}
