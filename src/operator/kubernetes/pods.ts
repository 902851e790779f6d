import type { PodView, ReplicaSetView } from './resources.ts';

interface Cache<T> {
  get: (key: string) => T | undefined;
}

/**
 * The pods of each Deployment, by the owner references from pod to ReplicaSet to Deployment. Updated with each change
 * of an object, so that a query costs no more than the pods of that Deployment.
 */
export class PodIndex {
  readonly #pods: Children<PodView>;
  readonly #replicaSets: Children<ReplicaSetView>;

  constructor(pods: Cache<PodView>, replicaSets: Cache<ReplicaSetView>) {
    this.#pods = new Children(pods, quicker);
    this.#replicaSets = new Children(replicaSets);
  }

  /** To be called with the key of each pod that was added, changed or deleted. */
  podChanged(key: string): void {
    this.#pods.changed(key);
  }

  /** To be called with the key of each ReplicaSet that was added, changed or deleted. */
  replicaSetChanged(key: string): void {
    this.#replicaSets.changed(key);
  }

  /** The pods of the Deployment with this uid, ready or not. */
  of(deployment: string): PodView[] {
    const pods: PodView[] = [];
    for (const { uid } of this.#replicaSets.of(deployment)) pods.push(...this.#pods.of(uid));
    return pods;
  }

  /** The median start-up time of the ready pods of the Deployment, in seconds. */
  startup(deployment: string): number | undefined {
    const ready = this.of(deployment).filter(({ startup }) => startup !== undefined);
    // A restarted pod became ready a second time, long after its creation.
    const withoutRestart = ready.filter(({ restarted }) => !restarted);
    const times = (withoutRestart.length > 0 ? withoutRestart : ready)
      .map(({ startup }) => startup!)
      .sort((a, b) => a - b);
    return times[(times.length - 1) >> 1];
  }
}

/** A pod that was not ready for a while reports a later time than its first readiness. */
const quicker = (before: PodView, now: PodView): PodView =>
  before.startup !== undefined && before.startup < (now.startup ?? Infinity)
    ? { ...now, startup: before.startup }
    : now;

/** Objects by the uid of their owner. */
class Children<T extends { key: string; uid: string; owner?: string }> {
  readonly #cache: Cache<T>;
  readonly #merge: (before: T, now: T) => T;
  readonly #known = new Map<string, T>();
  readonly #byOwner = new Map<string, Map<string, T>>();

  constructor(cache: Cache<T>, merge: (before: T, now: T) => T = (_, now) => now) {
    this.#cache = cache;
    this.#merge = merge;
  }

  of(owner: string): Iterable<T> {
    return this.#byOwner.get(owner)?.values() ?? [];
  }

  changed(key: string): void {
    const before = this.#known.get(key);
    const found = this.#cache.get(key);
    const now = found !== undefined && before?.uid === found.uid ? this.#merge(before, found) : found;
    if (before?.owner !== undefined && before.owner !== now?.owner) this.#remove(before.owner, key);
    if (now === undefined) {
      this.#known.delete(key);
      return;
    }
    this.#known.set(key, now);
    if (now.owner === undefined) return;
    const siblings = this.#byOwner.get(now.owner);
    if (siblings === undefined) this.#byOwner.set(now.owner, new Map([[key, now]]));
    else siblings.set(key, now);
  }

  #remove(owner: string, key: string): void {
    const siblings = this.#byOwner.get(owner);
    if (siblings?.delete(key) && siblings.size === 0) this.#byOwner.delete(owner);
  }
}
