/** Server-side apply: merges a manager's configuration, and removes fields that it no longer applies. */
import { timestamp } from '../../../notation/index.ts';
import { fieldsLastApplied } from '../apply/client-side.ts';
import { compare, fieldsOf, withoutServerFields } from '../apply/compare.ts';
import { conflictError, findConflicts } from '../apply/conflicts.ts';
import { difference, emptySet, isEmptySet, union } from '../apply/field-set.ts';
import type { FieldSet } from '../apply/field-set.ts';
import { isSameManager, managersOf, setManagers } from '../apply/managers.ts';
import type { Manager } from '../apply/managers.ts';
import { mergeApplied, removeFields } from '../apply/merge.ts';
import { badRequest, conflict, invalid, MODIFIED } from '../errors.ts';
import { clone, isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { apiVersionOf } from '../resource.ts';
import type { Resource } from '../resource.ts';
import { ApiError } from '../types.ts';
import type { KubeObject } from '../types.ts';
import { required } from '../validation/errors.ts';
import { conform } from './conform.ts';
import { namespaceOf, convertTo } from '../registry-context.ts';
import type { RegistryContext } from '../registry-context.ts';
import { createObject } from './create.ts';
import { identify } from './identity.ts';
import { updateObject } from './update.ts';
import type { UpdateOptions } from './update.ts';

const PATCH_OPTIONS = { group: 'meta.k8s.io', kind: 'PatchOptions', plural: 'patchoptions' };

function requireDeclared(resource: Resource, applied: KubeObject): void {
  const unknown: string[] = [];
  conform(resource, applied, { fieldValidation: 'Warn', onWarning: (text) => unknown.push(text) }, 'partial');
  if (unknown.length === 0) return;
  const { namespace, name } = applied.metadata;
  const where = `${namespace ? `${namespace}/` : ''}${name}; ${applied.apiVersion}, Kind=${applied.kind}`;
  const texts = unknown.map((text) => `.${/"(.*)"/.exec(text)?.[1]}: field not declared in schema`);
  throw new ApiError(
    500,
    'InternalError',
    `failed to create typed patch object (${where}): ${texts.length === 1 ? texts[0] : `errors:\n${texts.map((text) => `  ${text}`).join('\n')}`}`,
  );
}

/** The applied configuration: identified, decoded, without fields that the endpoint does not write. */
function configuration(
  resource: Resource,
  namespace: string | undefined,
  name: string,
  body: unknown,
  options: UpdateOptions,
): KubeObject {
  if (!isObject(body)) throw badRequest('error decoding YAML: the patch must be an object');
  const applied = clone(body) as KubeObject;
  if (applied.apiVersion === undefined || applied.kind === undefined)
    throw badRequest('invalid object type: apiVersion and kind are required');
  identify(resource, namespace, applied);
  if (applied.metadata.managedFields?.length) throw badRequest('metadata.managedFields must be nil');
  if (applied.metadata.name && applied.metadata.name !== name)
    throw badRequest(
      `the name of the object (${applied.metadata.name}) does not match the name on the URL (${name})`,
    );
  applied.metadata.name = name;
  requireDeclared(resource, applied);
  if (options.subresource === 'status')
    for (const key of Object.keys(applied))
      if (!['apiVersion', 'kind', 'metadata', 'status'].includes(key)) delete (applied as Json)[key];
  if (options.subresource === undefined && resource.subresources.includes('status')) delete applied['status'];
  return applied;
}

interface Outcome {
  merged: KubeObject;
  managers: Manager[];
  before: Manager[];
}

function applyOver(
  live: KubeObject,
  applied: KubeObject,
  own: Manager,
  resource: Resource,
  force: boolean,
): Outcome {
  const { schema } = resource;
  let before = managersOf(live);
  // Fields from before the first apply belong to a manager of their own.
  if (before.length === 0)
    before = [
      {
        manager: 'before-first-apply',
        operation: 'Update',
        apiVersion: own.apiVersion,
        set: withoutServerFields(fieldsOf(live, schema)),
      },
    ];
  const others = before.filter((one) => !isSameManager(one, own));
  const last = before.find((one) => isSameManager(one, own));
  const merged: Json = mergeApplied(live, applied, schema);
  const changed: FieldSet = withoutServerFields(compare(live, merged, schema).changed);
  const conflicts = findConflicts(changed, others);
  if (conflicts.length > 0 && !force) {
    const allowed = own.manager === 'kubectl' ? fieldsLastApplied(live, schema) : emptySet();
    const left = conflicts
      .map(({ manager, set }) => ({ manager, set: difference(set, allowed) }))
      .filter(({ set }) => !isEmptySet(set));
    if (left.length > 0) throw conflictError(left);
  }
  const rest = others.map((one) => ({ ...one, set: difference(one.set, changed) }));
  const kept = rest.reduce((all, { set }) => union(all, set), union(emptySet(), own.set));
  const gone = last ? difference(difference(last.set, own.set), kept) : emptySet();
  const left: KubeObject = removeFields(merged, schema, gone, kept) ?? merged;
  return { merged: { ...left, metadata: { ...left.metadata } }, managers: [...rest, own], before };
}

export function applyObject(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  body: unknown,
  force: boolean,
  options: UpdateOptions = {},
): { object: KubeObject; created: boolean } {
  const { fieldManager } = options;
  if (!fieldManager)
    throw invalid(PATCH_OPTIONS, '', [required('fieldManager', 'is required for apply patch')]);
  const applied = configuration(resource, namespace, name, body, options);
  const own: Manager = {
    manager: fieldManager,
    operation: 'Apply',
    apiVersion: apiVersionOf(resource),
    ...(options.subresource ? { subresource: options.subresource } : {}),
    set: withoutServerFields(fieldsOf(applied, resource.schema)),
  };
  const now = timestamp(context.now());
  const stored = context.store.get(resource.storage, namespaceOf(resource, namespace), name);
  if (!stored) {
    if (applied.metadata.uid)
      throw conflict(
        resource,
        name,
        `uid mismatch: the provided object specified uid ${applied.metadata.uid}, and no existing object was found`,
      );
    const record = (object: KubeObject) => setManagers(object, [own], [], now);
    return {
      object: createObject(context, resource, namespace, applied, { ...options, record }),
      created: true,
    };
  }
  const live = convertTo(resource, stored);
  if (applied.metadata.resourceVersion && applied.metadata.resourceVersion !== live.metadata.resourceVersion)
    throw conflict(resource, name, MODIFIED);
  const { merged, managers, before } = applyOver(live, applied, own, resource, force);
  const record = (next: KubeObject) => setManagers(next, managers, before, now);
  return {
    object: updateObject(context, resource, namespace, name, () => merged, { ...options, record }),
    created: false,
  };
}
