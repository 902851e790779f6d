import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { leaseName } from './kubernetes/lease-object.ts';
import type { OperatorOptions } from './options.ts';

/** The name of the leader lease: shared by operators with the same targets; others do not exclude each other. */
export function leaderLeaseOf({ deployment, selector }: OperatorOptions): string {
  const work = deployment ?? selector?.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
  return leaseName('pycont-operator', work ? `-${work.replace(/-+$/, '')}` : '');
}

/** Unique to this process. */
export const identityOf = ({ identity }: OperatorOptions): string =>
  identity ?? `${hostname()}_${randomUUID().slice(0, 8)}`;
