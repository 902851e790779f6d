import type { ObjectMeta } from 'kubernetes-types/meta/v1.d.ts';
import { viewOf } from '../../kubernetes/index.ts';
import type { View as Cached } from '../../kubernetes/index.ts';

/** Who made an object, and looks after it. */
export interface Owner {
  kind: string;
  name: string;
  uid: string;
}

/** The fields of any object by which a cache keeps it. */
export const cachedOf = ({ metadata }: { metadata?: ObjectMeta }): Cached =>
  viewOf({ metadata: { ...metadata, name: metadata?.name ?? '' } });

export function ownerOf({ metadata }: { metadata?: ObjectMeta }): Owner | undefined {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller === true);
  return owner && { kind: owner.kind, name: owner.name, uid: owner.uid };
}

/** Milliseconds since 1970; undefined if there is no such time. */
export function timeOf(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}

export const createdAt = ({ metadata }: { metadata?: ObjectMeta }): number =>
  timeOf(metadata?.creationTimestamp) ?? 0;
