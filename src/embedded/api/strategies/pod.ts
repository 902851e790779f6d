/** Pods: stay until their node has let go of them. */
import type { Strategy } from '../resources/resource.ts';

export const podStrategy: Strategy = {
  prepareCreate(pod) {
    pod['status'] = { phase: 'Pending', qosClass: 'BestEffort' };
  },
  gracePeriod(pod, requested) {
    const onNode = Boolean(pod['spec']?.nodeName);
    const ended = pod['status']?.phase === 'Succeeded' || pod['status']?.phase === 'Failed';
    if (!onNode || ended) return 0;
    return requested ?? pod['spec']?.terminationGracePeriodSeconds ?? 30;
  },
};
