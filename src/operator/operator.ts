import type { Server } from 'node:http';
import { Caches } from './caches.ts';
import type { Controller } from './controller.ts';
import { Api, pause, textOf, within } from '../kubernetes/index.ts';
import { identityOf } from './identity.ts';
import type { Claims } from './kubernetes/claims.ts';
import type { LeaderElection } from './kubernetes/lease.ts';
import { Leadership } from './leadership.ts';
import { byFlags, elects } from './options.ts';
import type { OperatorOptions } from './options.ts';
import { claimsOf, controllerOf, electionOf, signalsOf, troubleOf } from './parts.ts';
import { Metrics } from './report/metrics.ts';
import { serve } from './report/server.ts';
import type { LatencySource } from './signal/source.ts';
import { fill, noDeployment, noLease, noPort, reach } from './start-errors.ts';

/**
 * Runs the operator until `signal` is aborted (or for one tick) and stops it gracefully: work in progress is finished,
 * lease and claims are released. Throws OperatorError if it cannot start.
 */
export async function runOperator(options: OperatorOptions): Promise<void> {
  const operator = new Operator(options);
  try {
    await operator.begin();
    await operator.loop();
  } finally {
    await operator.end();
  }
}

/** How long releasing claims may delay the end. */
const RELEASE_MS = 3000;

class Operator {
  readonly #options: OperatorOptions;
  readonly #namespace: string;
  readonly #metrics: Metrics;
  readonly #signal: AbortSignal;
  readonly #intervalMs: number;
  readonly #api: Api;
  readonly #caches: Caches;
  readonly #claims: Claims | undefined;
  readonly #signals: LatencySource;
  readonly #election: LeaderElection | undefined;
  readonly #leadership: Leadership;
  readonly #controller: Controller;
  #server?: Server;
  /** Ends the wait for the next tick: a new leader acts at once. */
  #alarm = new AbortController();
  #tickedAt = performance.now();

  constructor(options: OperatorOptions) {
    const { kube, intervalMs = 1000, metrics = new Metrics() } = options;
    this.#options = options;
    this.#namespace = options.namespace ?? kube.namespace;
    this.#metrics = metrics;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#signal.addEventListener('abort', () => this.#alarm.abort());
    this.#intervalMs = intervalMs;
    const api = new Api(kube.load);
    const context = { options, api, namespace: this.#namespace, metrics, identity: identityOf(options) };
    this.#api = api;
    this.#caches = new Caches(api, this.#namespace, options, troubleOf(context, 'informer'));
    this.#claims = claimsOf(context, this.#caches, this.#signal);
    this.#signals = signalsOf(context, this.#caches);
    this.#election = electionOf(context, () => this.#alarm.abort());
    this.#leadership = new Leadership(this.#election, () => this.#takeOver());
    this.#controller = controllerOf(context, this.#caches, this.#signals, {
      claims: this.#claims,
      mayWrite: () => !options.dryRun && this.#leadership.acting,
    });
  }

  async begin(): Promise<void> {
    const { port, host, failFast, deployment, once } = this.#options;
    if (port !== undefined) this.#server = await serve(port, host, this, this.#metrics).catch(noPort);
    if (failFast) await reach(this.#api);
    await within(fill(this.#caches, this.#namespace, byFlags(this.#options)), Infinity, this.#signal);
    if (this.#signal.aborted) return;
    if (failFast && deployment && this.#caches.deployments.size === 0)
      throw noDeployment(deployment, this.#namespace);
    if (once) await this.#election?.attempt().catch(noLease);
    this.#election?.start();
  }

  async loop(): Promise<void> {
    while (!this.#signal.aborted) {
      const began = performance.now();
      const left = (): number => this.#intervalMs - (performance.now() - began);
      await this.#tick(left);
      this.#tickedAt = performance.now();
      if (this.#options.once) return;
      await pause(left(), this.#alarm.signal);
      if (this.#alarm.signal.aborted) this.#alarm = new AbortController();
    }
  }

  async end(): Promise<void> {
    await this.#controller.stop();
    await this.#release();
    await this.#election?.stop();
    await this.#caches.stop();
    this.#signals.close();
    this.#api.close();
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  /** For /healthz: the loop is running. */
  alive(): boolean {
    return performance.now() - this.#tickedAt < Math.max(30_000, 10 * this.#intervalMs);
  }

  /** For /readyz: the caches are filled. */
  ready(): boolean {
    return this.#caches.synced;
  }

  async #tick(left: () => number): Promise<void> {
    const { once, onTick } = this.#options;
    await this.#leadership.begin(once ? Infinity : left(), this.#signal);
    const { leading, acting, holder } = this.#leadership;
    // Not yet: the objects are still being read.
    if (leading && !acting) return;
    if (acting || once) await within(this.#controller.tick(), Infinity, this.#signal);
    if (once) await this.#controller.settled();
    else await within(this.#controller.settled(), left(), this.#signal);
    onTick?.({ leading, ...(holder === undefined ? {} : { holder }) });
  }

  async #takeOver(): Promise<void> {
    this.#controller.forget();
    if (this.#election !== undefined) await this.#caches.refresh();
  }

  /**
   * A standby replica takes over the claims of LatencyScalers; those of an operator with flags, or without a leader
   * lease, are released.
   */
  async #release(): Promise<void> {
    const lasting = elects(this.#options) && !byFlags(this.#options);
    if (lasting || this.#claims === undefined || !this.#leadership.acting) return;
    const released = this.#claims.release().catch((error: unknown) => {
      this.#options.log.warn(textOf(error));
    });
    await within(released, RELEASE_MS);
  }
}
