/** Shared by Job, DaemonSet and StatefulSet: pods by owner, with an event for each created or deleted one. */
import type { Api, KubeObject, NewObject } from '../../apiserver/index.ts';
import { isControlledBy } from '../ownership.ts';
import { templateHash } from '../deployment/template.ts';
import { isDeepStrictEqual } from 'node:util';

export const REVISION_LABEL = 'controller-revision-hash';

export const podsOf = (api: Api, owner: KubeObject): KubeObject[] =>
  api.list('pods', { namespace: owner.metadata.namespace }).filter((pod) => isControlledBy(pod, owner));

/** A hash of the pod template. */
export const revisionOf = (owner: KubeObject): string => templateHash(owner.spec.template);

export function createPod(api: Api, owner: KubeObject, pod: NewObject, component: string): KubeObject {
  try {
    const created = api.create('pods', pod);
    api.recordEvent(owner, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${created.metadata.name}`,
      component,
    });
    return created;
  } catch (error) {
    const message = `Error creating: ${(error as Error).message}`;
    api.recordEvent(owner, { type: 'Warning', reason: 'FailedCreate', message, component });
    throw error;
  }
}

export function deletePod(api: Api, owner: KubeObject, { metadata }: KubeObject, component: string): void {
  api.delete('pods', metadata.namespace, metadata.name, { preconditions: { uid: metadata.uid } });
  api.recordEvent(owner, {
    type: 'Normal',
    reason: 'SuccessfulDelete',
    message: `Deleted pod: ${metadata.name}`,
    component,
  });
}

/** Writes the status if it differs; undefined fields are removed. */
export function writeStatus(api: Api, resource: string, owner: KubeObject, status: object): void {
  const current = api.get(resource, owner.metadata.namespace, owner.metadata.name);
  if (current?.metadata.uid !== owner.metadata.uid) return;
  const wanted = JSON.parse(JSON.stringify(status)) as Record<string, unknown>;
  if (!isDeepStrictEqual(current.status ?? {}, wanted))
    api.updateStatus(resource, { ...current, status: wanted });
}
