/** How lists and maps of built-in kinds merge, which the generated models do not contain. */
import type { Schema } from './schema.ts';

/** A list with these merge keys, for both strategic merge and server-side apply. */
const keyed = (...keys: string[]): Partial<Schema> => ({
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': keys,
  'x-kubernetes-patch-strategy': 'merge',
  'x-kubernetes-patch-merge-key': keys[0]!,
});

/** A list of distinct scalars that merges. */
const SET: Partial<Schema> = { 'x-kubernetes-list-type': 'set', 'x-kubernetes-patch-strategy': 'merge' };

/** Strategic merge keeps fields that the patch does not name; $retainKeys removes those not listed. */
const RETAIN_KEYS: Partial<Schema> = { 'x-kubernetes-patch-strategy': 'retainKeys' };
const ATOMIC_MAP: Partial<Schema> = { 'x-kubernetes-map-type': 'atomic' };
const QUANTITY: Partial<Schema> = { format: 'quantity' };
const QUANTITIES: Partial<Schema> = { additionalProperties: { type: 'string', format: 'quantity' } };

/** Volumes and update strategies are unions: another member replaces the previous one. */
const withRetainKeys = (rules: Partial<Schema>): Partial<Schema> => ({
  ...rules,
  'x-kubernetes-patch-strategy': 'merge,retainKeys',
});

const CONTAINER: Record<string, Partial<Schema>> = {
  env: keyed('name'),
  ports: {
    ...keyed('containerPort', 'protocol'),
  },
  volumeMounts: keyed('mountPath'),
  volumeDevices: keyed('devicePath'),
  resizePolicy: { 'x-kubernetes-list-type': 'atomic' },
};

const CONDITIONS = { conditions: keyed('type') };

const RULES: Record<string, Record<string, Partial<Schema>>> = {
  V1ObjectMeta: { finalizers: SET, ownerReferences: keyed('uid') },
  V1PodSpec: {
    containers: keyed('name'),
    initContainers: keyed('name'),
    ephemeralContainers: keyed('name'),
    volumes: withRetainKeys(keyed('name')),
    imagePullSecrets: keyed('name'),
    hostAliases: keyed('ip'),
    topologySpreadConstraints: keyed('topologyKey', 'whenUnsatisfiable'),
    schedulingGates: keyed('name'),
    resourceClaims: withRetainKeys(keyed('name')),
    nodeSelector: ATOMIC_MAP,
    overhead: QUANTITIES,
  },
  V1Container: CONTAINER,
  V1EphemeralContainer: CONTAINER,
  V1PodStatus: { ...CONDITIONS, podIPs: keyed('ip'), hostIPs: keyed('ip') },
  V1NodeSpec: { podCIDRs: SET, taints: { 'x-kubernetes-list-type': 'atomic' } },
  V1NodeStatus: { ...CONDITIONS, addresses: keyed('type'), capacity: QUANTITIES, allocatable: QUANTITIES },
  V1DeploymentSpec: { strategy: RETAIN_KEYS },
  V1DeploymentStatus: CONDITIONS,
  V1ReplicaSetStatus: CONDITIONS,
  V1ReplicationControllerStatus: CONDITIONS,
  V1StatefulSetStatus: CONDITIONS,
  V1DaemonSetStatus: CONDITIONS,
  V1ReplicationControllerSpec: { selector: ATOMIC_MAP },
  V1JobStatus: { conditions: { ...keyed('type'), 'x-kubernetes-list-type': 'atomic' } },
  V1NamespaceStatus: CONDITIONS,
  V1ServiceSpec: { ports: keyed('port', 'protocol'), selector: ATOMIC_MAP },
  V1ServiceStatus: CONDITIONS,
  V1ServiceAccount: {
    secrets: { ...keyed('name') },
    imagePullSecrets: { 'x-kubernetes-list-type': 'atomic' },
  },
  V1PersistentVolumeClaimStatus: { ...CONDITIONS, capacity: QUANTITIES },
  V1PersistentVolumeSpec: { capacity: QUANTITIES },
  V1ResourceRequirements: { limits: QUANTITIES, requests: QUANTITIES, claims: keyed('name') },
  V1VolumeResourceRequirements: { limits: QUANTITIES, requests: QUANTITIES },
  V1EmptyDirVolumeSource: { sizeLimit: QUANTITY },
  V1ResourceFieldSelector: { divisor: QUANTITY },
  V1ResourceQuotaSpec: { hard: QUANTITIES },
  V1ResourceQuotaStatus: { hard: QUANTITIES, used: QUANTITIES },
  V1LimitRangeItem: {
    max: QUANTITIES,
    min: QUANTITIES,
    default: QUANTITIES,
    defaultRequest: QUANTITIES,
    maxLimitRequestRatio: QUANTITIES,
  },
  V1PodDisruptionBudgetStatus: CONDITIONS,
  V1PodDisruptionBudgetSpec: { selector: { 'x-kubernetes-patch-strategy': 'replace' } },
  V1EndpointSlice: { addressType: {}, endpoints: { 'x-kubernetes-list-type': 'atomic' } },
  V1CustomResourceDefinitionStatus: { conditions: { ...keyed('type') } },
  V2HorizontalPodAutoscalerStatus: CONDITIONS,
  V1IngressLoadBalancerStatus: { ingress: { 'x-kubernetes-list-type': 'atomic' } },
};

/** Atomic types of server-side apply. */
const ATOMIC_TYPES = new Set([
  'V1LabelSelector',
  'V1ObjectReference',
  'V1LocalObjectReference',
  'V1SecretKeySelector',
  'V1ConfigMapKeySelector',
  'V1ObjectFieldSelector',
  'V1ResourceFieldSelector',
  'V1TypedLocalObjectReference',
  'V1SecretReference',
  'V1NodeSelector',
  'V1NodeSelectorTerm',
  'V1ScopeSelector',
  'V1CrossVersionObjectReference',
  'V1IngressServiceBackendPort',
  'V2CrossVersionObjectReference',
]);

/** All special rules of `field` of `model`. */
export function fieldRules(model: string, field: string): Partial<Schema> | undefined {
  return RULES[model]?.[field];
}

export function isAtomicType(model: string): boolean {
  return ATOMIC_TYPES.has(model);
}
