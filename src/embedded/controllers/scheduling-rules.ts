/** Whether a pod fits a node. Pure; messages as in Kubernetes' scheduler. */
import { parseQuantity } from '../../notation/index.ts';
import type { KubeObject } from '../apiserver/index.ts';
import { isFinished } from './pod-state.ts';

interface Taint {
  key: string;
  value?: string;
  effect: string;
}

interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
}

interface Expression {
  key: string;
  operator: string;
  values?: string[];
}

/** Why the pod does not fit; undefined if it does. */
export function whyNot(pod: KubeObject, node: KubeObject, podsOnNode: KubeObject[]): string | undefined {
  const taint = untolerated(pod, (node.spec?.taints ?? []) as Taint[]);
  if (node.spec?.unschedulable && !tolerates(pod, UNSCHEDULABLE)) return 'node(s) were unschedulable';
  if (taint) return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
  if (!selectsNode(pod, node)) return "node(s) didn't match Pod's node affinity/selector";
  const short = ['cpu', 'memory'].find((resource) => !hasRoom(pod, node, podsOnNode, resource));
  if (short) return `Insufficient ${short}`;
  if (
    podsOnNode.filter((other) => !isFinished(other)).length >=
    Number(node.status?.allocatable?.pods ?? Infinity)
  ) {
    return 'Too many pods';
  }
  return undefined;
}

const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

function untolerated(pod: KubeObject, taints: Taint[]): Taint | undefined {
  return taints.find(
    (taint) =>
      taint.key !== UNSCHEDULABLE.key && taint.effect !== 'PreferNoSchedule' && !tolerates(pod, taint),
  );
}

function tolerates(pod: KubeObject, taint: Taint): boolean {
  return ((pod.spec.tolerations ?? []) as Toleration[]).some(({ key, operator = 'Equal', value, effect }) => {
    if (effect && effect !== taint.effect) return false;
    if (key && key !== taint.key) return false;
    return operator === 'Exists' || (key !== undefined && (value ?? '') === (taint.value ?? ''));
  });
}

function selectsNode(pod: KubeObject, node: KubeObject): boolean {
  const labels = node.metadata.labels ?? {};
  const wanted = Object.entries((pod.spec.nodeSelector ?? {}) as Record<string, string>);
  if (!wanted.every(([key, value]) => labels[key] === value)) return false;
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = (required?.nodeSelectorTerms ?? []) as {
    matchExpressions?: Expression[];
    matchFields?: Expression[];
  }[];
  if (terms.length === 0) return true;
  return terms.some(
    ({ matchExpressions = [], matchFields = [] }) =>
      matchExpressions.every((expression) => holds(expression, labels)) &&
      matchFields.every((expression) => holds(expression, { 'metadata.name': node.metadata.name })),
  );
}

function holds({ key, operator, values = [] }: Expression, labels: Record<string, string>): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    default:
      return false;
  }
}

/** The sum of the containers' requests, or the request of an init container if that is larger. */
function requested(pod: KubeObject, resource: string): bigint {
  const of = (container: { resources?: { requests?: Record<string, string> } }) =>
    amountOf(container.resources?.requests?.[resource]);
  const together: bigint = (pod.spec.containers ?? [])
    .map(of)
    .reduce((sum: bigint, one: bigint) => sum + one, 0n);
  const atStart: bigint[] = (pod.spec.initContainers ?? []).map(of);
  return atStart.reduce((most, one) => (one > most ? one : most), together);
}

const amountOf = (quantity = '0'): bigint => parseQuantity(quantity) ?? 0n;

function hasRoom(pod: KubeObject, node: KubeObject, podsOnNode: KubeObject[], resource: string): boolean {
  const allocatable: string | undefined = node.status?.allocatable?.[resource];
  const wanted = requested(pod, resource);
  if (allocatable === undefined || wanted === 0n) return true;
  const used = podsOnNode
    .filter((other) => !isFinished(other))
    .reduce((sum, other) => sum + requested(other, resource), 0n);
  return used + wanted <= amountOf(allocatable);
}
