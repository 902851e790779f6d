/** The scale subresource: autoscaling/v1 Scale of any kind with replicas. */
import type { Patch, WriteOptions } from '../cluster-types.ts';
import { badRequest, conflict, invalid, MODIFIED, noSuchResource } from '../errors.ts';
import { clone, deepFreeze } from '../json.ts';
import type { Json } from '../json.ts';
import { applyPatch } from '../patch/apply-patch.ts';
import { qualifiedName } from '../resource.ts';
import type { Resource, ScalePaths } from '../resource.ts';
import { formatLabelSelector } from '../selectors/labels.ts';
import type { KubeObject, NewObject } from '../types.ts';
import { invalidValue } from '../validation/errors.ts';
import { getStored, convertTo } from '../registry-context.ts';
import type { RegistryContext } from '../registry-context.ts';
import { updateObject } from './update.ts';

const partsOf = (path: string) => path.split('.').filter((part) => part !== '');

function read(object: KubeObject, path: string | undefined): Json {
  return path === undefined ? undefined : partsOf(path).reduce<Json>((value, part) => value?.[part], object);
}

function write(object: KubeObject, path: string, value: unknown): void {
  const parts = partsOf(path);
  const last = parts.pop()!;
  const parent = parts.reduce<Json>((at, part) => (at[part] ??= {}), object);
  parent[last] = value;
}

function selectorText(selector: Json): string {
  if (typeof selector === 'string') return selector;
  if (selector?.matchLabels || selector?.matchExpressions) return formatLabelSelector(selector);
  return formatLabelSelector({ matchLabels: selector ?? {} });
}

function pathsOf(resource: Resource): ScalePaths {
  if (!resource.scale) throw noSuchResource();
  return resource.scale;
}

function scaleOf(resource: Resource, object: KubeObject): KubeObject {
  const paths = pathsOf(resource);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const replicas: unknown = read(object, paths.specReplicasPath);
  const selector = selectorText(read(object, paths.labelSelectorPath));
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name, ...(namespace ? { namespace } : {}), uid, resourceVersion, creationTimestamp },
    // As in Go, zero is omitted.
    spec: replicas ? { replicas } : {},
    status: { replicas: read(object, paths.statusReplicasPath) ?? 0, ...(selector ? { selector } : {}) },
  };
}

export function getScale(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
): KubeObject {
  return deepFreeze(scaleOf(resource, convertTo(resource, getStored(context, resource, namespace, name))));
}

/** Writes spec.replicas; a resourceVersion in the Scale is compared. */
export function updateScale(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  scale: NewObject,
  options: WriteOptions = {},
): KubeObject {
  const paths = pathsOf(resource);
  const replicas: unknown = scale['spec']?.replicas ?? 0;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas))
    throw badRequest(
      `Scale in version "v1" cannot be handled as a Scale: json: cannot unmarshal ${typeof replicas} into Go struct field ScaleSpec.spec.replicas of type int32`,
    );
  if (replicas < 0)
    throw invalid({ group: 'autoscaling', kind: 'Scale', plural: 'scales' }, name, [
      invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ]);
  const { resourceVersion, uid, name: sent } = scale.metadata ?? {};
  if (sent && sent !== name)
    throw badRequest(`the name of the object (${sent}) does not match the name on the URL (${name})`);
  const object = updateObject(
    context,
    resource,
    namespace,
    name,
    (current) => {
      if (resourceVersion && resourceVersion !== current.metadata.resourceVersion)
        throw conflict(resource, name, MODIFIED);
      if (uid && uid !== current.metadata.uid)
        throw conflict(
          resource,
          name,
          `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`,
        );
      const next = clone(current);
      write(next, paths.specReplicasPath, replicas);
      return next;
    },
    { ...options, subresource: 'scale' },
  );
  return deepFreeze(scaleOf(resource, object));
}

export function patchScale(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  name: string,
  patch: Patch,
  options: WriteOptions = {},
): KubeObject {
  const current = getScale(context, resource, namespace, name);
  if (patch.type === 'apply')
    throw badRequest(`apply patches of ${qualifiedName(resource)}/scale are not supported`);
  const next = applyPatch(current, patch, undefined);
  return updateScale(context, resource, namespace, name, next, options);
}
