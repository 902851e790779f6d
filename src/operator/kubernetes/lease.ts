import { ApiFailure, textOf, pause } from '../../kubernetes/index.ts';
import type { Api } from '../../kubernetes/index.ts';
import { OPERATION } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import { leaseBody, microTime } from './lease-object.ts';
import type { Lease, LeaseSpec } from './lease-object.ts';
import { paths } from './resources.ts';

/** Milliseconds. A lease not renewed for `lease` is free; its holder stops leading after `renew` without success. */
export interface LeaseTiming {
  lease: number;
  renew: number;
  retry: number;
}

/** In the proportions of Kubernetes' own components: 15, 10 and 2 seconds. */
export const leaseOf = (lease: number): LeaseTiming => ({
  lease,
  renew: (lease * 2) / 3,
  retry: (lease * 2) / 15,
});

export interface LeaseOptions {
  api: Api;
  namespace: string;
  name: string;
  /** Who we are: unique to this process. */
  identity: string;
  timing?: LeaseTiming | undefined;
  onChange?: (leading: boolean) => void;
  onTrouble?: (why: Text) => void;
}

/**
 * Leader election by a Lease. Other clocks are not trusted: a lease has expired when it has not changed for its
 * duration by the clock of this machine, which runs on while a process is stopped.
 */
export class LeaderElection {
  readonly #options: LeaseOptions;
  readonly #timing: LeaseTiming;
  readonly #stop = new AbortController();
  #seen: { lease: Lease; at: number } | undefined;
  #renewedAt = -Infinity;
  #wasLeading = false;
  #term = 0;
  #running?: Promise<void>;

  constructor(options: LeaseOptions) {
    this.#options = options;
    this.#timing = options.timing ?? leaseOf(15_000);
  }

  /** Short, so that a retry follows soon when a server that hung recovers. */
  get #timeoutMs(): number {
    return Math.max(1000, this.#timing.renew / 4);
  }

  /** True only while no other process can be the leader: to be checked right before every write. */
  get leading(): boolean {
    return performance.now() - this.#renewedAt < this.#timing.renew;
  }

  /** Grows each time leadership begins, even if its end went unnoticed because the process was stopped. */
  get term(): number {
    return this.#term;
  }

  /** The holder of the lease, as last read. */
  get holder(): string | undefined {
    return this.#seen?.lease.spec?.holderIdentity || undefined;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Releases the lease, so that the next leader need not wait for it to expire. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    if (!this.leading || this.#seen === undefined) return;
    this.#renewedAt = -Infinity;
    const { lease } = this.#seen;
    const spec = { ...lease.spec, holderIdentity: '', leaseDurationSeconds: 1, renewTime: microTime() };
    await this.#write(lease, spec).catch(() => {});
    this.#notify();
  }

  /** Tries once to acquire or renew the lease. */
  async attempt(): Promise<boolean> {
    const began = performance.now();
    const { leading } = this;
    if (await this.#hold()) {
      this.#renewedAt = began;
      if (!leading) this.#term++;
    }
    this.#notify();
    return this.leading;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const began = performance.now();
      let wait = this.#timing.retry * (this.leading ? 1 : 1 + Math.random() * 0.2);
      try {
        await this.attempt();
      } catch (error) {
        // A shorter wait: there should be a leader soon after the server recovers.
        wait /= 2;
        // A conflict: read what the other process wrote before the next attempt.
        if (error instanceof ApiFailure && error.status === 409) this.#renewedAt = -Infinity;
        else this.#options.onTrouble?.(textOf(error));
        await this.#read().catch(() => {});
      }
      this.#notify();
      await pause(wait - (performance.now() - began), this.#stop.signal);
    }
  }

  async #hold(): Promise<boolean> {
    const { identity } = this.#options;
    // The holder renews without reading: the version of its last write prevents conflicts.
    if (this.#seen?.lease.spec?.holderIdentity !== identity) await this.#read();
    if (this.#seen === undefined) return this.#create();
    const { lease, at } = this.#seen;
    const { holderIdentity, leaseDurationSeconds = 0, acquireTime, leaseTransitions = 0 } = lease.spec ?? {};
    const mine = holderIdentity === identity;
    if (!mine && holderIdentity && performance.now() - at < Math.max(leaseDurationSeconds * 1000, 1000))
      return false;
    await this.#write(lease, {
      ...this.#held(),
      ...(mine && acquireTime ? { acquireTime } : {}),
      leaseTransitions: leaseTransitions + (mine ? 0 : 1),
    });
    return true;
  }

  #held(): LeaseSpec {
    const now = microTime();
    return {
      holderIdentity: this.#options.identity,
      leaseDurationSeconds: Math.ceil(this.#timing.lease / 1000),
      acquireTime: now,
      renewTime: now,
      leaseTransitions: 0,
    };
  }

  async #read(): Promise<void> {
    const { api, namespace, name } = this.#options;
    try {
      const lease = await api.send<Lease>(OPERATION.readLease, 'GET', `${paths.leases(namespace)}/${name}`, {
        timeoutMs: this.#timeoutMs,
      });
      const changed = this.#seen?.lease.metadata.resourceVersion !== lease.metadata.resourceVersion;
      if (changed) this.#seen = { lease, at: performance.now() };
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error;
      this.#seen = undefined;
    }
  }

  async #create(): Promise<boolean> {
    const { api, namespace, name } = this.#options;
    const lease = await api.send<Lease>(OPERATION.createLease, 'POST', paths.leases(namespace), {
      timeoutMs: this.#timeoutMs,
      body: leaseBody({ name, namespace }, this.#held()),
    });
    this.#seen = { lease, at: performance.now() };
    return true;
  }

  async #write(lease: Lease, spec: LeaseSpec): Promise<void> {
    const { api, namespace, name } = this.#options;
    const { resourceVersion } = lease.metadata;
    const written = await api.send<Lease>(OPERATION.renewLease, 'PUT', `${paths.leases(namespace)}/${name}`, {
      timeoutMs: this.#timeoutMs,
      body: leaseBody({ name, namespace, resourceVersion }, spec),
    });
    this.#seen = { lease: written, at: performance.now() };
  }

  #notify(): void {
    if (this.leading === this.#wasLeading) return;
    this.#wasLeading = this.leading;
    this.#options.onChange?.(this.leading);
  }
}
