import { ApiFailure, pause } from '../../kubernetes/index.ts';
import type { Api } from '../../kubernetes/index.ts';
import { OPERATION } from '../../messages/operator/index.ts';
import type { Lease } from './lease-object.ts';
import { paths } from './resources.ts';

/** A leader lease is read at most this often, but several times before it expires. */
const CHECK_MS = 2000;
/** A released lease is taken by a second replica of the same operator within this time, if there is one. */
const HANDOVER_MS = 3000;
/** A missing lease may have been deleted by hand: its holder creates it again within this time. */
const ABSENT_MS = 15_000;

/** What is known of one leader lease; times by `performance.now()`. */
interface Seen {
  version: string;
  /** Since when it is unchanged. */
  since: number;
  checkedAt: number;
  /** How long it may be unchanged before its holder counts as dead. */
  lastsMs: number;
  /** The process that holds it; empty if none. */
  instance: string;
  renewed: boolean;
  /** It was read again after it had expired. */
  confirmed: boolean;
}

export interface Holder {
  alive: boolean;
  /** It was seen to be renewed, so that `alive` is not only assumed. */
  certain: boolean;
  /** The process that holds the lease; empty if none. */
  instance: string;
}

/**
 * Whether other operators are alive, by their leader leases. Their clocks are not trusted: a lease has expired when
 * this process has seen it unchanged for its duration, and once more a moment later: a holder that could not reach the
 * server, or was on a busy machine, can then renew it first.
 */
export class Holders {
  readonly #api: Api;
  readonly #namespace: string;
  readonly #seen = new Map<string, Seen>();
  readonly #reading = new Map<string, Promise<Seen>>();

  constructor(api: Api, namespace: string) {
    this.#api = api;
    this.#namespace = namespace;
  }

  /** Throws if the lease cannot be read. */
  async check(lease: string): Promise<Holder> {
    const known = this.#seen.get(lease);
    const fresh = known !== undefined && performance.now() - known.checkedAt < pauseFor(known);
    const seen = fresh && !(hasExpired(known) && !known.confirmed) ? known : await this.#readOnce(lease);
    const alive = !(hasExpired(seen) && seen.confirmed);
    return { alive, certain: !alive || seen.renewed, instance: seen.instance };
  }

  /** Concurrent calls share one request. */
  #readOnce(lease: string): Promise<Seen> {
    const reading =
      this.#reading.get(lease) ?? this.#settle(lease).finally(() => this.#reading.delete(lease));
    this.#reading.set(lease, reading);
    return reading;
  }

  async #settle(lease: string): Promise<Seen> {
    const seen = await this.#read(lease);
    if (!hasExpired(seen) || seen.confirmed) return seen;
    await pause(pauseFor(seen));
    const again = await this.#read(lease);
    again.confirmed = again.version === seen.version;
    return again;
  }

  async #read(lease: string): Promise<Seen> {
    const object = await this.#find(lease);
    const now = performance.now();
    const known = this.#seen.get(lease);
    const version = object?.metadata.resourceVersion ?? '';
    const instance = object?.spec?.holderIdentity ?? '';
    const same = known?.version === version;
    const seen: Seen = {
      version,
      since: same ? known.since : now,
      checkedAt: now,
      lastsMs: same ? known.lastsMs : lasting(object, known?.lastsMs),
      instance,
      renewed: same ? known.renewed : known !== undefined && instance !== '',
      confirmed: same && known.confirmed,
    };
    this.#seen.set(lease, seen);
    return seen;
  }

  async #find(lease: string): Promise<Lease | undefined> {
    try {
      const path = `${paths.leases(this.#namespace)}/${encodeURIComponent(lease)}`;
      return await this.#api.send<Lease>(OPERATION.readLease, 'GET', path);
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 404) return undefined;
      throw error;
    }
  }
}

/** @param before its last known duration: a replica tries to take a released lease within a part of that */
function lasting(lease: Lease | undefined, before = 0): number {
  if (lease === undefined) return ABSENT_MS;
  const { holderIdentity, leaseDurationSeconds = 0 } = lease.spec ?? {};
  return holderIdentity ? Math.max(1000, leaseDurationSeconds * 1000) : Math.max(HANDOVER_MS, before / 5);
}

const hasExpired = ({ since, lastsMs }: Seen): boolean => performance.now() - since >= lastsMs;

const pauseFor = ({ lastsMs }: Seen): number => Math.min(CHECK_MS, lastsMs / 5);
