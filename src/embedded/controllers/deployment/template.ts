/** Comparison and hash of pod templates. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../apiserver/index.ts';

export const HASH_LABEL = 'pod-template-hash';

// oxlint-disable-next-line typescript/no-explicit-any
type Template = any;

function withoutHash(template: Template): Template {
  const { [HASH_LABEL]: _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** JSON with sorted keys and without unset fields, so that equal templates give equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner)
        .filter(([, field]) => field !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
}

export function sameTemplate(a: Template, b: Template): boolean {
  return isDeepStrictEqual(JSON.parse(canonical(withoutHash(a))), JSON.parse(canonical(withoutHash(b))));
}

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Up to ten characters; another `collisions` gives another hash for the same template. */
export function templateHash(template: Template, collisions = 0): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(canonical(withoutHash(template)) + (collisions || ''))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return Array.from(String(hash), (digit) => ALPHABET[digit.charCodeAt(0) % ALPHABET.length]).join('');
}

/** The oldest ReplicaSet with the Deployment's template. */
export function findNewReplicaSet(deployment: KubeObject, replicaSets: KubeObject[]): KubeObject | undefined {
  return oldestFirst(replicaSets).find(({ spec }) => sameTemplate(spec.template, deployment.spec.template));
}

export const oldestFirst = (objects: KubeObject[]): KubeObject[] =>
  objects.toSorted(
    (a, b) =>
      a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) ||
      a.metadata.name.localeCompare(b.metadata.name),
  );
