import type { IngressObject, ServiceObject } from './entry.ts';
import type { PodObject } from './pods.ts';
import type { LeaseObject, ScalerObject } from './scaler.ts';
import type { StepObject } from './steps.ts';
import type { ReplicaSetObject, WorkloadObject } from './workloads.ts';

/** All that is known of a namespace. */
export interface Objects {
  deployments: readonly WorkloadObject[];
  statefulSets: readonly WorkloadObject[];
  replicaSets: readonly ReplicaSetObject[];
  pods: readonly PodObject[];
  services: readonly ServiceObject[];
  ingresses: readonly IngressObject[];
  scalers: readonly ScalerObject[];
  steps: readonly StepObject[];
  leases: readonly LeaseObject[];
}
