/** Pods: defaults and validation; a terminating pod stays until its kubelet has stopped it. */
import { qosClass, setPodDefaults } from '../defaults/pod-spec.ts';
import { mountToken } from '../defaults/token-volume.ts';
import { equal } from '../json.ts';
import type { Json } from '../json.ts';
import type { FieldError, Strategy } from '../resource.ts';
import { forbiddenField } from '../validation/errors.ts';
import { validatePodSpec } from '../validation/pod-spec.ts';

/** The immutable part of a pod's spec. */
function fixedPart(spec: Json): Json {
  const bare = (container: Json) => ({ ...container, image: undefined });
  return {
    ...spec,
    containers: spec?.containers?.map(bare),
    initContainers: spec?.initContainers?.map(bare),
    activeDeadlineSeconds: undefined,
    terminationGracePeriodSeconds: undefined,
    tolerations: undefined,
    ephemeralContainers: undefined,
    // Set by the scheduler.
    nodeName: undefined,
    schedulingGates: undefined,
  };
}

const FIXED =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

function validateUpdate(next: Json, current: Json): FieldError[] {
  const errors: FieldError[] = [];
  const rebound = current.spec?.nodeName && next.spec?.nodeName !== current.spec.nodeName;
  if (rebound || !equal(fixedPart(next.spec), fixedPart(current.spec)))
    errors.push(forbiddenField('spec', FIXED));
  return errors;
}

export const podStrategy: Strategy = {
  setDefaults: setPodDefaults,
  validate: (pod) => validatePodSpec(pod['spec'], 'spec'),
  validateUpdate,
  prepareCreate(pod, context) {
    mountToken(pod, context);
    pod['status'] = { phase: 'Pending', qosClass: qosClass(pod['spec']) };
  },
  gracePeriod(pod, requested) {
    const onNode = Boolean(pod['spec']?.nodeName);
    const ended = pod['status']?.phase === 'Succeeded' || pod['status']?.phase === 'Failed';
    if (!onNode || ended) return 0;
    return requested ?? pod['spec']?.terminationGracePeriodSeconds ?? 30;
  },
};
