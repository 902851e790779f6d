/**
 * Garbage collector: deletes objects whose owners are gone. Background deletion needs only the missing owner;
 * foreground and orphan deletion are requested by finalizers on the owner.
 */
import { ApiError, qualifiedName } from '../apiserver/index.ts';
import type { Cluster, DeleteOptions, KubeObject, OwnerReference } from '../apiserver/index.ts';
import type { ControllerContext, Running } from './controller.ts';
import { watchEverything } from './everything.ts';
import { patchOwners } from './ownership.ts';
import { createWorkQueue } from './work-queue.ts';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

/** An object's place in the queue: `resource|namespace|name`. */
type Place = string;

const placeOf = (resource: string, { metadata }: KubeObject): Place =>
  `${resource}|${metadata.namespace ?? ''}|${metadata.name}`;

export function startGarbageCollector({ cluster, onError }: ControllerContext): Running {
  const dependents = new Dependents();
  const collector = new Collector(cluster, dependents);
  const queue = createWorkQueue(
    (place) => collector.collect(place),
    (place, error) => onError('garbage-collector', place, error),
  );
  const watch = watchEverything(cluster, ({ type, object, resource }) => {
    const place = placeOf(resource, object);
    const { uid, ownerReferences = [] } = object.metadata;
    dependents.set(place, type === 'DELETED' ? [] : ownerReferences);
    if (type === 'DELETED') {
      for (const dependent of dependents.of(uid)) queue.add(dependent);
    } else if (ownerReferences.length > 0 || object.metadata.deletionTimestamp) queue.add(place);
    // An owner that waits for its dependents is reconciled again when one of them has changed.
    for (const owner of ownerReferences) {
      const waiting = collector.find(owner, object.metadata.namespace);
      if (waiting?.object.metadata.deletionTimestamp) queue.add(placeOf(waiting.resource, waiting.object));
    }
  });
  return {
    close() {
      watch.close();
      queue.close();
    },
  };
}

/** The objects that name a uid among their owners. */
class Dependents {
  readonly #byOwner = new Map<string, Set<Place>>();
  readonly #owners = new Map<Place, string[]>();

  of(uid: string): Place[] {
    return [...(this.#byOwner.get(uid) ?? [])];
  }

  set(place: Place, references: OwnerReference[]): void {
    for (const uid of this.#owners.get(place) ?? []) {
      const places = this.#byOwner.get(uid);
      places?.delete(place);
      if (places?.size === 0) this.#byOwner.delete(uid);
    }
    if (references.length === 0) {
      this.#owners.delete(place);
      return;
    }
    this.#owners.set(
      place,
      references.map(({ uid }) => uid),
    );
    for (const { uid } of references) {
      const places = this.#byOwner.get(uid) ?? new Set<Place>();
      this.#byOwner.set(uid, places.add(place));
    }
  }
}

interface Found {
  resource: string;
  object: KubeObject;
}

class Collector {
  readonly #cluster: Cluster;
  readonly #dependents: Dependents;

  constructor(cluster: Cluster, dependents: Dependents) {
    this.#cluster = cluster;
    this.#dependents = dependents;
  }

  collect(place: Place): void {
    const found = this.#at(place);
    if (!found) return;
    const { metadata } = found.object;
    if (metadata.deletionTimestamp) this.#runFinalizers(found);
    else if (metadata.ownerReferences?.length) this.#deleteIfUnowned(found, metadata.ownerReferences);
  }

  /** The owner that a reference names; undefined if it does not exist or has another uid. */
  find(reference: OwnerReference, namespace: string | undefined): Found | undefined {
    const [group, version] = reference.apiVersion.includes('/')
      ? (reference.apiVersion.split('/') as [string, string])
      : ['', reference.apiVersion];
    const kind = this.#cluster.resources.byKind(group, version, reference.kind);
    if (!kind || kind.virtual) return undefined;
    const resource = qualifiedName(kind);
    const object = this.#cluster.get(resource, kind.namespaced ? namespace : undefined, reference.name);
    return object?.metadata.uid === reference.uid ? { resource, object } : undefined;
  }

  #at(place: Place): Found | undefined {
    const [resource, namespace, name] = place.split('|') as [string, string, string];
    const kind = this.#cluster.resources.find(resource);
    const object = kind && this.#cluster.get(resource, namespace || undefined, name);
    return object && { resource, object };
  }

  /** Deletes an object without a living owner, and drops its references to owners that are gone. */
  #deleteIfUnowned({ resource, object }: Found, references: OwnerReference[]): void {
    const namespace = object.metadata.namespace;
    const owners = references.map((reference) => ({ reference, found: this.find(reference, namespace) }));
    const waiting = owners.filter(({ found }) => found && isWaitingForDependents(found.object));
    const living = owners.filter(({ found }) => found && !isWaitingForDependents(found.object));
    if (living.length === 0) {
      // Its own dependents are deleted first if the owner waits for all of them.
      const blocked = waiting.length > 0 && this.#dependents.of(object.metadata.uid).length > 0;
      this.#delete(resource, object, blocked ? 'Foreground' : 'Background');
    } else if (living.length < owners.length) {
      patchOwners(
        this.#cluster,
        resource,
        object,
        living.map(({ reference }) => reference),
      );
    }
  }

  /** Carries out the finalizers of a terminating object. */
  #runFinalizers({ resource, object }: Found): void {
    const { finalizers = [], uid } = object.metadata;
    const dependents = this.#dependents.of(uid).flatMap((place) => this.#at(place) ?? []);
    if (finalizers.includes(ORPHAN)) {
      for (const dependent of dependents) this.#orphan(dependent, uid);
      this.#removeFinalizer(resource, object, ORPHAN);
    } else if (finalizers.includes(FOREGROUND)) {
      for (const dependent of dependents) {
        if (!dependent.object.metadata.deletionTimestamp) {
          this.#deleteIfUnowned(dependent, dependent.object.metadata.ownerReferences ?? []);
        }
      }
      if (!this.#dependents.of(uid).some((place) => this.#blocks(place, uid))) {
        this.#removeFinalizer(resource, object, FOREGROUND);
      }
    }
  }

  #blocks(place: Place, uid: string): boolean {
    const references = this.#at(place)?.object.metadata.ownerReferences ?? [];
    return references.some((reference) => reference.uid === uid && reference.blockOwnerDeletion);
  }

  #orphan({ resource, object }: Found, uid: string): void {
    const others = (object.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== uid);
    patchOwners(this.#cluster, resource, object, others);
  }

  #removeFinalizer(resource: string, { metadata }: KubeObject, finalizer: string): void {
    const finalizers = (metadata.finalizers ?? []).filter((one) => one !== finalizer);
    this.#cluster.mergePatch(resource, metadata.namespace, metadata.name, { metadata: { finalizers } });
  }

  #delete(
    resource: string,
    { metadata }: KubeObject,
    propagationPolicy: DeleteOptions['propagationPolicy'],
  ): void {
    try {
      this.#cluster.delete(resource, metadata.namespace, metadata.name, {
        propagationPolicy,
        preconditions: { uid: metadata.uid },
      });
    } catch (error) {
      if (!(error instanceof ApiError && (error.code === 404 || error.code === 409))) throw error;
    }
  }
}

function isWaitingForDependents({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).includes(FOREGROUND);
}
