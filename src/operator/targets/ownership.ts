import { TARGET } from '../../messages/operator/index.ts';
import type { Text } from '../../messages/operator/index.ts';
import type { Claims } from '../kubernetes/claims.ts';
import type { DeploymentView } from '../kubernetes/resources.ts';
import type { Obstacle } from './obstacle.ts';
import type { Target } from './targets.ts';

/** Which scaler may scale a Deployment: one of several LatencyScalers, and one of several operators. */
export class Ownership {
  readonly #claims: Claims | undefined;
  #owners = new Map<string, string>();

  /** @param claims undefined if nothing is ever written: then no claims are needed */
  constructor(claims?: Claims) {
    this.#claims = claims;
  }

  /** Sets the targets of this tick. */
  update(targets: Target[]): void {
    this.#owners = owners(targets);
  }

  /** Releases the claims of former targets. */
  async release(targets: Target[]): Promise<void> {
    const wanted = targets.filter(isWanted).map(({ deployment }) => deployment);
    await this.#claims?.release(new Set(wanted));
  }

  /** The obstacle if another LatencyScaler of this operator has the Deployment. */
  rival({ key, deployment }: Target): Obstacle | undefined {
    const owner = this.#owners.get(deployment);
    return owner === undefined || owner === key
      ? undefined
      : taken(TARGET.sameDeployment({ scaler: owner.split('/')[1] ?? '' }));
  }

  /** Claims the Deployment for this operator; returns the obstacle if another one holds it. Throws if that fails. */
  async claim(target: Target, deployment: DeploymentView): Promise<Obstacle | undefined> {
    if (this.#claims === undefined || !isWanted(target)) return undefined;
    const claim = await this.#claims.take(deployment);
    return claim.held ? undefined : taken(TARGET.taken({ name: deployment.name, holder: claim.by }));
  }
}

const taken = (message: Text): Obstacle => ({ reason: 'TargetTaken', message });

/** A paused scaler releases its Deployment. */
const isWanted = ({ policy }: Target): boolean => !('invalid' in policy) && !policy.paused;

/** Of several scalers of one Deployment, the oldest owns it. */
function owners(targets: Target[]): Map<string, string> {
  const first = new Map<string, Target>();
  for (const target of targets) {
    const other = first.get(target.deployment);
    if (other === undefined || ageOf(target) < ageOf(other)) first.set(target.deployment, target);
  }
  return new Map([...first].map(([deployment, { key }]) => [deployment, key]));
}

const ageOf = ({ scaler, key }: Target): string => `${scaler?.createdAt ?? ''} ${key}`;
