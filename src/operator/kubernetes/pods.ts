import type { PodView, ReplicaSetView } from './resources.ts';

interface Cache<T> {
  get: (key: string) => T | undefined;
}

/**
 * Which pods a Deployment has, by the owner references from pod to ReplicaSet to Deployment. Kept up to date with each
 * change of an object, so that asking costs no more than there are pods of that Deployment.
 */
export class PodIndex {
  readonly #pods: Children<PodView>;
  readonly #replicaSets: Children<ReplicaSetView>;

  constructor(pods: Cache<PodView>, replicaSets: Cache<ReplicaSetView>) {
    this.#pods = new Children(pods, quicker);
    this.#replicaSets = new Children(replicaSets);
  }

  /** To be called whenever a pod has come, changed or gone, with its key. */
  podChanged(key: string): void {
    this.#pods.changed(key);
  }

  /** To be called whenever a ReplicaSet has come, changed or gone, with its key. */
  replicaSetChanged(key: string): void {
    this.#replicaSets.changed(key);
  }

  /** The pods of the Deployment with this uid, whether they serve or not. */
  of(deployment: string): PodView[] {
    const pods: PodView[] = [];
    for (const { uid } of this.#replicaSets.of(deployment)) pods.push(...this.#pods.of(uid));
    return pods;
  }

  /** Seconds that the pods of the Deployment needed until they were ready: the median of those that are. */
  startup(deployment: string): number | undefined {
    const ready = this.of(deployment).filter(({ startup }) => startup !== undefined);
    // Who was restarted became ready a second time, long after its creation.
    const atOnce = ready.filter(({ restarted }) => !restarted);
    const times = (atOnce.length > 0 ? atOnce : ready).map(({ startup }) => startup!).sort((a, b) => a - b);
    return times[(times.length - 1) >> 1];
  }
}

/** A pod that was not ready for a while has a later time of readiness than the first. */
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
