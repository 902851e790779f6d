import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { leaseName } from './kubernetes/lease-object.ts';
import type { OperatorOptions } from './options.ts';

/** The leader lease: one for all operators with the same work; those with different work do not exclude each other. */
export function leaderLeaseOf({ deployment, selector }: OperatorOptions): string {
  const work = deployment ?? selector?.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
  return leaseName('pycont-operator', work ? `-${work.replace(/-+$/, '')}` : '');
}

/** Unique to this process. */
export const identityOf = ({ identity }: OperatorOptions): string =>
  identity ?? `${hostname()}_${randomUUID().slice(0, 8)}`;
