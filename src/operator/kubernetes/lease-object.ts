import { createHash } from 'node:crypto';

/** The fields of a coordination.k8s.io/v1 Lease that are read or written. */
export interface Lease {
  metadata: {
    name: string;
    namespace: string;
    uid?: string;
    /** Undefined for any version. */
    resourceVersion?: string | undefined;
    labels?: Record<string, string>;
    ownerReferences?: object[];
  };
  spec?: LeaseSpec;
}

export interface LeaseSpec {
  holderIdentity?: string;
  leaseDurationSeconds?: number;
  acquireTime?: string;
  renewTime?: string;
  leaseTransitions?: number;
}

/** The object in requests. */
export const leaseBody = (metadata: Lease['metadata'], spec: LeaseSpec): object => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata,
  spec,
});

/** Kubernetes' MicroTime, by the wall clock: for people, never compared. */
export const microTime = (): string => new Date().toISOString().replace('Z', '000Z');

/** The longest name of an object. */
const LONGEST = 253;

/** The prefix and a name, shortened with a hash if that is too long: different names stay different. */
export function leaseName(prefix: string, name: string): string {
  const full = prefix + name;
  if (full.length <= LONGEST) return full;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 10);
  return `${full.slice(0, LONGEST - hash.length - 1).replace(/[^a-z0-9]+$/, '')}-${hash}`;
}
