import { leaseName } from './lease-object.ts';
import type { Lease } from './lease-object.ts';
import { GROUP } from './resources.ts';
import { viewOf } from '../../kubernetes/index.ts';
import type { View } from '../../kubernetes/index.ts';

/** The label that all claims have, and no other Lease. */
export const CLAIM = `${GROUP}/claim`;

export const claimName = (deployment: string): string => leaseName('pycont-operator.', deployment);

/** The parts of a claim (the Lease of a Deployment) that are cached. */
export interface ClaimView extends View {
  deployment: string;
  /** The Deployment's uid. */
  owner: string;
  /** Empty if it was released. */
  holder: string;
  /** How long it lasts without renewal; undefined if it lasts as long as the leader lease named by `holder`. */
  seconds?: number;
}

export function claimView({ metadata, spec }: Lease): ClaimView {
  const [owner = {}] = (metadata.ownerReferences ?? []) as { name?: string; uid?: string }[];
  return {
    ...viewOf({ metadata }),
    deployment: owner.name ?? '',
    owner: owner.uid ?? '',
    holder: spec?.holderIdentity ?? '',
    ...(spec?.leaseDurationSeconds === undefined ? {} : { seconds: spec.leaseDurationSeconds }),
  };
}
