/** Owner references: controllers, adoption and release. */
import { selects } from '../apiserver/index.ts';
import type { Api, KubeObject, OwnerReference, WatchEvent } from '../apiserver/index.ts';

export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((reference) => reference.controller);
}

export const isControlledBy = (object: KubeObject, owner: KubeObject): boolean =>
  controllerOf(object)?.uid === owner.metadata.uid;

export function controllerReference(owner: KubeObject): OwnerReference {
  const { name, uid } = owner.metadata;
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name,
    uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Keys of the controllers of `kind` that a changed dependent has, or had before the change. */
export function ownersOfKind(kind: string): (event: WatchEvent) => string[] {
  return ({ object, previous }) => {
    const keys = [object, previous].flatMap((state) => {
      const owner = state && controllerOf(state);
      return owner?.kind === kind ? [`${state?.metadata.namespace}/${owner.name}`] : [];
    });
    return [...new Set(keys)];
  };
}

/** Keys of the objects in `resource` that may adopt a changed orphan, because their selector matches it. */
export function possibleAdopters(api: Api, resource: string): (event: WatchEvent) => string[] {
  return ({ object }) => {
    if (controllerOf(object)) return [];
    return api
      .list(resource, { namespace: object.metadata.namespace })
      .filter(({ spec }) => selects(spec.selector, object.metadata.labels))
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  };
}

/**
 * The objects of `resource` that `owner` controls. Adopts orphans that its selector matches, and releases dependents
 * that it no longer matches.
 */
export function claim(api: Api, owner: KubeObject, resource: string): KubeObject[] {
  const { namespace, uid, deletionTimestamp } = owner.metadata;
  return api.list(resource, { namespace }).flatMap((object) => {
    const reference = controllerOf(object);
    if (reference && reference.uid !== uid) return [];
    const matches = selects(owner.spec.selector, object.metadata.labels);
    if (reference) return matches || deletionTimestamp ? [object] : release(api, owner, resource, object);
    const mayAdopt = matches && !deletionTimestamp && !object.metadata.deletionTimestamp;
    return mayAdopt ? [adopt(api, owner, resource, object)] : [];
  });
}

function adopt(api: Api, owner: KubeObject, resource: string, object: KubeObject): KubeObject {
  const ownerReferences = [...(object.metadata.ownerReferences ?? []), controllerReference(owner)];
  return patchOwners(api, resource, object, ownerReferences);
}

function release(api: Api, owner: KubeObject, resource: string, object: KubeObject): [] {
  const others = object.metadata.ownerReferences?.filter(({ uid }) => uid !== owner.metadata.uid);
  if (!object.metadata.deletionTimestamp) patchOwners(api, resource, object, others ?? []);
  return [];
}

export function patchOwners(
  api: Api,
  resource: string,
  { metadata: { namespace, name } }: KubeObject,
  ownerReferences: OwnerReference[],
): KubeObject {
  return api.mergePatch(resource, namespace, name, { metadata: { ownerReferences } });
}
