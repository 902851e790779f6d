/** create: identity, defaults, checks, and into the store. */
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
import { storedAs, toStorage, view } from '../core.ts';
import type { Core } from '../core.ts';
import { identify, ownCopy } from './identity.ts';

/** Refused in a namespace that is missing or going away. */
function requireNamespace(core: Core, resource: Resource, object: KubeObject): void {
  const { namespace } = object.metadata;
  if (!resource.namespaced || !namespace) return;
  const home = core.store.get('namespaces', undefined, namespace);
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

function fillMetadata(core: Core, resource: Resource, object: KubeObject): void {
  const { metadata } = object;
  if (!metadata.name && metadata.generateName) metadata.name = generateName(metadata.generateName);
  metadata.uid = randomUUID();
  metadata.creationTimestamp = timestamp(core.now());
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  if (resource.generation) metadata.generation = 1;
  else delete metadata.generation;
}

export interface CreateOptions extends WriteOptions {
  /** Records the fields otherwise than as an update: what apply does. */
  record?: (object: KubeObject) => void;
}

export function createObject(
  core: Core,
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
  fillMetadata(core, resource, object);
  object = toStorage(resource, object);
  const stored = storedAs(core, resource);
  const { strategy } = stored;
  strategy.setDefaults?.(object);
  if (stored.subresources.includes('status') && stored.custom) delete object['status'];

  requireNamespace(core, resource, object);
  const errors = [...validateMetadata(resource, object), ...(strategy.validate?.(object) ?? [])];
  if (errors.length > 0) throw invalid(resource, object.metadata.name ?? '', errors);
  const { name } = object.metadata;
  if (core.store.get(resource.storage, object.metadata.namespace, name)) throw alreadyExists(resource, name);
  strategy.prepareCreate?.(object, core.strategyContext);
  if (options.record) options.record(object);
  else recordUpdate(core, resource, undefined, object, options.fieldManager);
  if (options.dryRun) {
    // What was handed out for it goes back.
    strategy.removed?.(object, core.strategyContext);
    return view(resource, deepFreeze(object));
  }
  return view(resource, core.store.put(resource.storage, object));
}
