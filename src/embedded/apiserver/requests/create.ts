/** create: identity, defaults, validation, storage. */
import { randomUUID } from 'node:crypto';
import { timestamp } from '../../../notation/index.ts';
import type { WriteOptions } from '../cluster-types.ts';
import { alreadyExists, badRequest, forbidden, invalid, notFound } from '../errors.ts';
import { generateName } from '../generate-name.ts';
import { deepFreeze } from '../json.ts';
import type { Resource } from '../resource.ts';
import type { KubeObject, NewObject } from '../types.ts';
import { validateMetadata } from '../validation/metadata.ts';
import { recordUpdate } from '../apply/record.ts';
import { conform } from './conform.ts';
import { storageVersionOf, convertToStorage, convertTo } from '../registry-context.ts';
import type { RegistryContext } from '../registry-context.ts';
import { identify, ownCopy } from './identity.ts';

/** @throws ApiError if the namespace is missing or terminating */
function assertNamespaceUsable(context: RegistryContext, resource: Resource, object: KubeObject): void {
  const { namespace } = object.metadata;
  if (!resource.namespaced || !namespace) return;
  const home = context.store.get('namespaces', undefined, namespace);
  if (!home) throw notFound({ group: '', plural: 'namespaces', kind: 'Namespace' }, namespace);
  if (home.metadata.deletionTimestamp === undefined) return;
  throw forbidden(
    resource,
    object.metadata.name,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
    [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  );
}

function fillMetadata(context: RegistryContext, resource: Resource, object: KubeObject): void {
  const { metadata } = object;
  if (!metadata.name && metadata.generateName) metadata.name = generateName(metadata.generateName);
  metadata.uid = randomUUID();
  metadata.creationTimestamp = timestamp(context.now());
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  if (resource.generation) metadata.generation = 1;
  else delete metadata.generation;
}

export interface CreateOptions extends WriteOptions {
  /** Records managedFields in place of an update: for apply. */
  record?: (object: KubeObject) => void;
}

export function createObject(
  context: RegistryContext,
  resource: Resource,
  namespace: string | undefined,
  input: NewObject,
  options: CreateOptions = {},
): KubeObject {
  let object = ownCopy(input);
  identify(resource, namespace, object);
  if (object.metadata.resourceVersion)
    throw badRequest('resourceVersion should not be set on objects to be created');
  conform(resource, object, options);
  fillMetadata(context, resource, object);
  object = convertToStorage(resource, object);
  const stored = storageVersionOf(context, resource);
  const { strategy } = stored;
  strategy.setDefaults?.(object);
  if (stored.subresources.includes('status') && stored.custom) delete object['status'];

  assertNamespaceUsable(context, resource, object);
  const errors = [...validateMetadata(resource, object), ...(strategy.validate?.(object) ?? [])];
  if (errors.length > 0) throw invalid(resource, object.metadata.name ?? '', errors);
  const { name } = object.metadata;
  if (context.store.get(resource.storage, object.metadata.namespace, name))
    throw alreadyExists(resource, name);
  strategy.prepareCreate?.(object, context.strategyContext);
  if (options.record) options.record(object);
  else recordUpdate(context, resource, undefined, object, options.fieldManager);
  if (options.dryRun) {
    // Values allocated for it are released.
    strategy.removed?.(object, context.strategyContext);
    return convertTo(resource, deepFreeze(object));
  }
  return convertTo(resource, context.store.put(resource.storage, object));
}
