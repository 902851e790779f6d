import { OPERATION } from '../../messages/operator/index.ts';
import { ApiFailure, TextError, pause } from '../../kubernetes/index.ts';
import type { Api, Informer } from '../../kubernetes/index.ts';
import { CLAIM, claimName, claimView } from './claim-view.ts';
import type { ClaimView } from './claim-view.ts';
import { Holders } from './holders.ts';
import { leaseBody, microTime } from './lease-object.ts';
import type { Lease, LeaseSpec } from './lease-object.ts';
import { paths } from './resources.ts';
import type { DeploymentView } from './resources.ts';

/** How long a claim without a leader lease lasts; it is renewed after a third of that. */
const STANDALONE_SECONDS = 30;

export interface ClaimsOptions {
  api: Api;
  namespace: string;
  cache: Informer<ClaimView>;
  /** The name of the leader lease that all replicas of this operator share, or of this process. */
  holder: string;
  /** Without a leader lease: each claim is renewed by itself. */
  standalone: boolean;
  /** There is only one tick: wait until it is certain whether another holder is alive. */
  once: boolean;
  signal: AbortSignal;
}

/** Whether we hold the claim of a Deployment, or who does. */
export type Claim = { held: true } | { held: false; by: string };

const HELD: Claim = { held: true };
/** How often the claim is checked until it is certain whether its holder is alive. */
const RECHECK_MS = 500;
/** How many conflicts in a row are tolerated. */
const TRIES = 5;

/**
 * The claims of Deployments: one Lease for each, `pycont-operator.<deployment>`, so that two operators never scale the
 * same one. It is written once, when a target is taken, and names the leader lease of its operator: it is valid as
 * long as that one is renewed. The cache of claims shows without a request that it is unchanged.
 */
export class Claims {
  readonly #o: ClaimsOptions;
  readonly #holders: Holders;
  /** When a standalone claim was last renewed, by `performance.now()`. */
  readonly #renewed = new Map<string, number>();
  /** Standalone claims of others: their version, and since when it is unchanged. */
  readonly #others = new Map<string, { version: string; since: number; certain: boolean }>();
  #releasing: Promise<void> | undefined;

  constructor(options: ClaimsOptions) {
    this.#o = options;
    this.#holders = new Holders(options.api, options.namespace);
  }

  /** Claims a Deployment, or says who holds it. Throws if the claim cannot be written, or the holder not read. */
  async take(target: DeploymentView): Promise<Claim> {
    const { cache, holder, standalone, once, signal } = this.#o;
    // Leases may not be listed: without leader election, the operator has logged that and acts.
    if (!cache.synced) return HELD;
    let tries = 0;
    do {
      const claim = cache.get(`${target.namespace}/${claimName(target.name)}`);
      const ours = claim?.holder === holder;
      if (ours && claim.owner === target.uid && (!standalone || this.#fresh(claim))) return HELD;
      if (claim !== undefined && !ours && claim.holder !== '') {
        const { alive, certain, instance } = await this.#check(claim);
        const by = instance ? `${claim.holder} (${instance})` : claim.holder;
        if (alive && (!once || certain || signal.aborted)) return { held: false, by };
        if (alive) await pause(RECHECK_MS, signal);
        if (alive) continue;
      }
      if (await this.#write(target, claim)) return HELD;
      tries++;
    } while (tries < TRIES);
    throw new TextError(OPERATION.contended({ name: target.name }));
  }

  /** Releases all own claims except those of these Deployments, by `namespace/name`; one release at a time. */
  release(wanted: { has: (deployment: string) => boolean } = { has: () => false }): Promise<void> {
    const { cache, holder } = this.#o;
    const given = [...cache.list()].filter(
      (claim) => claim.holder === holder && !wanted.has(`${claim.namespace}/${claim.deployment}`),
    );
    if (given.length === 0) return Promise.resolve();
    this.#releasing ??= this.#releaseAll(given).finally(() => (this.#releasing = undefined));
    return this.#releasing;
  }

  async #releaseAll(claims: ClaimView[]): Promise<void> {
    for (const claim of claims) {
      this.#renewed.delete(claim.key);
      await this.#send(claim.deployment, claim.owner, claim, { holderIdentity: '' });
    }
  }

  async #check(claim: ClaimView): Promise<{ alive: boolean; certain: boolean; instance: string }> {
    if (claim.seconds === undefined) return this.#holders.check(claim.holder);
    const known = this.#others.get(claim.key);
    const same = known?.version === claim.version;
    const seen = same
      ? known
      : { version: claim.version, since: performance.now(), certain: known !== undefined };
    this.#others.set(claim.key, seen);
    const alive = performance.now() - seen.since < claim.seconds * 1000;
    return { alive, certain: !alive || seen.certain, instance: '' };
  }

  #fresh({ key }: ClaimView): boolean {
    return performance.now() - (this.#renewed.get(key) ?? -Infinity) < (STANDALONE_SECONDS * 1000) / 3;
  }

  async #write({ name, uid }: DeploymentView, before?: ClaimView): Promise<boolean> {
    const { holder, standalone } = this.#o;
    const now = microTime();
    const began = performance.now();
    const written = await this.#send(name, uid, before, {
      holderIdentity: holder,
      acquireTime: now,
      ...(standalone ? { renewTime: now, leaseDurationSeconds: STANDALONE_SECONDS } : {}),
    });
    if (written !== undefined) this.#renewed.set(written.key, began);
    return written !== undefined;
  }

  /** Undefined after a conflict: what the other client wrote is then in the cache, or soon. */
  async #send(
    deployment: string,
    uid: string,
    before: ClaimView | undefined,
    spec: LeaseSpec,
  ): Promise<ClaimView | undefined> {
    const { api, namespace, cache } = this.#o;
    const name = claimName(deployment);
    const path = paths.leases(namespace);
    // It is deleted with its Deployment.
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment, uid };
    const metadata = {
      name,
      namespace,
      labels: { [CLAIM]: 'true' },
      ownerReferences: [owner],
      resourceVersion: before?.version,
    };
    try {
      const lease = await api.send<Lease>(
        OPERATION.claim({ name: deployment }),
        before === undefined ? 'POST' : 'PUT',
        before === undefined ? path : `${path}/${encodeURIComponent(name)}`,
        { body: leaseBody(metadata, spec) },
      );
      const view = claimView(lease);
      cache.assume(view);
      return view;
    } catch (error) {
      if (!(error instanceof ApiFailure && (error.status === 409 || error.status === 404))) throw error;
      await this.#readAgain(`${path}/${encodeURIComponent(name)}`);
      return undefined;
    }
  }

  async #readAgain(path: string): Promise<void> {
    const { api, cache } = this.#o;
    try {
      cache.assume(claimView(await api.send<Lease>(OPERATION.readClaim, 'GET', path)));
    } catch (error) {
      if (!(error instanceof ApiFailure && error.status === 404)) throw error;
      // It was deleted with its Deployment.
      cache.relist();
    }
  }
}
