/** A pod from a template. */
import type { KubeObject, NewObject } from '../apiserver/index.ts';
import { controllerReference } from './ownership.ts';

/** @param owner has `spec.template` */
export function podFromTemplate(owner: KubeObject): NewObject {
  const { metadata = {}, spec } = structuredClone(owner.spec.template);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${owner.metadata.name}-`,
      namespace: owner.metadata.namespace,
      labels: metadata.labels,
      annotations: metadata.annotations,
      finalizers: metadata.finalizers,
      ownerReferences: [controllerReference(owner)],
    },
    spec,
  };
}
