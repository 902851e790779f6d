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

/** A claim without a leader lease behind it lasts so long, and is renewed when a third of that is over. */
const ALONE_SECONDS = 30;

export interface ClaimsOptions {
  api: Api;
  namespace: string;
  cache: Informer<ClaimView>;
  /** Who claims: the name of the leader lease that all copies of this operator share, or of this process. */
  holder: string;
  /** There is no leader lease: each claim is renewed by itself. */
  alone: boolean;
  /** Wait until it is certain whether another holder lives: there is no second try. */
  patient: boolean;
  signal: AbortSignal;
}

/** Who has a Deployment, if it is not us. */
export type Claim = { held: true } | { held: false; by: string };

const HELD: Claim = { held: true };
/** Until it is certain whether another holder lives, this often it is asked again. */
const PATIENCE_MS = 500;
/** So many times in a row somebody else may be faster. */
const TRIES = 5;

/**
 * Who scales a Deployment: one Lease for each, `pycont-operator.<deployment>`, so that two operators never scale the
 * same one. It is written once, when a target is taken, and names the leader lease of its operator: it is valid for
 * as long as that one is renewed. The cache of claims shows at no cost that it still stands.
 */
export class Claims {
  readonly #o: ClaimsOptions;
  readonly #holders: Holders;
  /** When a claim that stands alone was last renewed, by `performance.now()`. */
  readonly #renewed = new Map<string, number>();
  /** Claims of others that stand alone: which version is seen since when. */
  readonly #others = new Map<string, { version: string; since: number; certain: boolean }>();
  #releasing: Promise<void> | undefined;

  constructor(options: ClaimsOptions) {
    this.#o = options;
    this.#holders = new Holders(options.api, options.namespace);
  }

  /** Takes a Deployment, or says who has it. Throws when the claim cannot be written, or the holder not be read. */
  async take(target: DeploymentView): Promise<Claim> {
    const { cache, holder, alone, patient, signal } = this.#o;
    // Leases may not be listed: whoever goes without a leader lease was warned of that, and acts.
    if (!cache.synced) return HELD;
    let tries = 0;
    do {
      const claim = cache.get(`${target.namespace}/${claimName(target.name)}`);
      const ours = claim?.holder === holder;
      if (ours && claim.owner === target.uid && (!alone || this.#fresh(claim))) return HELD;
      if (claim !== undefined && !ours && claim.holder !== '') {
        const { alive, certain, instance } = await this.#check(claim);
        const by = instance ? `${claim.holder} (${instance})` : claim.holder;
        if (alive && (!patient || certain || signal.aborted)) return { held: false, by };
        if (alive) await pause(PATIENCE_MS, signal);
        if (alive) continue;
      }
      if (await this.#write(target, claim)) return HELD;
      tries++;
    } while (tries < TRIES);
    throw new TextError(OPERATION.contended({ name: target.name }));
  }

  /** Gives back what is held of all but these Deployments, by `namespace/name`; at most one at a time. */
  release(wanted: { has: (deployment: string) => boolean } = { has: () => false }): Promise<void> {
    const { cache, holder } = this.#o;
    const given = [...cache.list()].filter(
      (claim) => claim.holder === holder && !wanted.has(`${claim.namespace}/${claim.deployment}`),
    );
    if (given.length === 0) return Promise.resolve();
    this.#releasing ??= this.#giveBack(given).finally(() => (this.#releasing = undefined));
    return this.#releasing;
  }

  async #giveBack(claims: ClaimView[]): Promise<void> {
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
    return performance.now() - (this.#renewed.get(key) ?? -Infinity) < (ALONE_SECONDS * 1000) / 3;
  }

  async #write({ name, uid }: DeploymentView, before?: ClaimView): Promise<boolean> {
    const { holder, alone } = this.#o;
    const now = microTime();
    const began = performance.now();
    const written = await this.#send(name, uid, before, {
      holderIdentity: holder,
      acquireTime: now,
      ...(alone ? { renewTime: now, leaseDurationSeconds: ALONE_SECONDS } : {}),
    });
    if (written !== undefined) this.#renewed.set(written.key, began);
    return written !== undefined;
  }

  /** Undefined: somebody was faster. What they wrote is in the cache then, or soon. */
  async #send(
    deployment: string,
    uid: string,
    before: ClaimView | undefined,
    spec: LeaseSpec,
  ): Promise<ClaimView | undefined> {
    const { api, namespace, cache } = this.#o;
    const name = claimName(deployment);
    const path = paths.leases(namespace);
    // It goes with its Deployment.
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
      // It went with its Deployment.
      cache.relist();
    }
  }
}
