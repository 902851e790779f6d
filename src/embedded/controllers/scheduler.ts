/** Scheduler: binds pods to the one node, or records why it cannot. */
import { timestamp } from '../../notation/index.ts';
import type { Cluster, KubeObject } from '../apiserver/index.ts';
import { itself, keyOf, runController } from './controller.ts';
import type { ControllerContext, Running } from './controller.ts';
import { conditionOf, isFinished } from './pod-state.ts';
import { whyNot } from './scheduling-rules.ts';
import { CLAIMS, claimNamesOf, claimsFor, selectNode } from './storage/claims-of-pods.ts';

const COMPONENT = 'default-scheduler';

export function startScheduler(context: ControllerContext): Running {
  const { cluster } = context;
  const waiting = () => cluster.list('pods').filter(isWaiting).map(keyOf);
  const waitingFor = ({ metadata: { namespace, name } }: KubeObject) =>
    cluster
      .list('pods', { namespace })
      .filter((pod) => isWaiting(pod) && claimNamesOf(pod).includes(name))
      .map(keyOf);
  return runController(context, {
    name: COMPONENT,
    watches: {
      // A pod that is gone frees resources, which another one may be waiting for.
      pods: (event) => (event.type === 'DELETED' || isFinished(event.object) ? waiting() : itself(event)),
      nodes: waiting,
      [CLAIMS]: ({ object }) => waitingFor(object),
    },
    reconcile(namespace, name) {
      const pod = cluster.get('pods', namespace, name);
      if (pod && isWaiting(pod)) schedule(cluster, pod);
    },
  });
}

const isWaiting = ({ metadata, spec }: KubeObject) =>
  !spec.nodeName &&
  !metadata.deletionTimestamp &&
  (spec.schedulerName ?? COMPONENT) === COMPONENT &&
  !spec.schedulingGates?.length;

function schedule(cluster: Cluster, pod: KubeObject): void {
  const nodes = cluster.list('nodes');
  const claims = claimsFor(cluster, pod);
  const refusals: string[] = claims.refusal === undefined ? [] : [claims.refusal];
  for (const node of claims.refusal === undefined ? nodes : []) {
    const others = cluster.list('pods').filter(({ spec }) => spec.nodeName === node.metadata.name);
    const refusal = whyNot(pod, node, others);
    if (refusal === undefined) {
      // With its claims bound, the pod comes here again.
      for (const claim of claims.waiting) selectNode(cluster, claim, node.metadata.name);
      if (claims.waiting.length === 0) bind(cluster, pod, node.metadata.name);
      return;
    }
    refusals.push(`1 ${refusal}`);
  }
  const reasons = refusals.length > 0 ? `: ${refusals.join(', ')}.` : '.';
  recordUnschedulable(
    cluster,
    pod,
    nodes.length === 0
      ? 'no nodes available to schedule pods'
      : `0/${nodes.length} nodes are available${reasons} preemption: 0/${nodes.length} nodes are available: ${nodes.length} Preemption is not helpful for scheduling.`,
  );
}

function bind(cluster: Cluster, pod: KubeObject, node: string): void {
  const { namespace, name } = pod.metadata;
  cluster.requests.bind(namespace!, name, {
    apiVersion: 'v1',
    kind: 'Binding',
    metadata: { namespace, name },
    target: { apiVersion: 'v1', kind: 'Node', name: node },
  });
  cluster.recordEvent(pod, {
    type: 'Normal',
    reason: 'Scheduled',
    message: `Successfully assigned ${namespace}/${name} to ${node}`,
    component: COMPONENT,
  });
}

function recordUnschedulable(cluster: Cluster, pod: KubeObject, message: string): void {
  const present = conditionOf(pod, 'PodScheduled');
  if (present?.status === 'False' && present.message === message) return;
  const others = (pod.status?.conditions ?? []).filter(
    ({ type }: { type: string }) => type !== 'PodScheduled',
  );
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    lastProbeTime: null,
    lastTransitionTime: present?.status === 'False' ? present.lastTransitionTime : timestamp(),
  };
  cluster.recordEvent(pod, { type: 'Warning', reason: 'FailedScheduling', message, component: COMPONENT });
  cluster.mergePatch(
    'pods',
    pod.metadata.namespace,
    pod.metadata.name,
    { status: { conditions: [...others, condition] } },
    'status',
  );
}
