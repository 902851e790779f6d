/** DaemonSet: a pod on every node that it fits. */
import type { Api, KubeObject, NewObject } from '../../apiserver/index.ts';
import { itself, keyOf, runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { ownersOfKind } from '../ownership.ts';
import { isActive, isAvailable, isFinished, isReady } from '../pod-state.ts';
import { podFromTemplate } from '../pod-template.ts';
import { whyNot } from '../scheduling-rules.ts';
import { createPod, deletePod, podsOf, REVISION_LABEL, revisionOf, writeStatus } from './pods.ts';

const RESOURCE = 'daemonsets.apps';
const COMPONENT = 'daemonset-controller';

// Conditions of the node that do not evict a daemon's pod.
const TOLERATIONS = [
  'not-ready:NoExecute',
  'unreachable:NoExecute',
  'disk-pressure:NoSchedule',
  'memory-pressure:NoSchedule',
  'pid-pressure:NoSchedule',
  'unschedulable:NoSchedule',
].map((condition) => {
  const [key, effect] = condition.split(':');
  return { key: `node.kubernetes.io/${key}`, operator: 'Exists', effect };
});

export function startDaemonSets(context: ControllerContext): Running {
  const api = context.cluster;
  return runController(context, {
    name: COMPONENT,
    watches: {
      [RESOURCE]: itself,
      pods: ownersOfKind('DaemonSet'),
      nodes: ({ type, object, previous }) =>
        type === 'MODIFIED' && JSON.stringify(object.spec) === JSON.stringify(previous?.spec)
          ? []
          : api.list(RESOURCE).map(keyOf),
    },
    reconcile(namespace, name) {
      const set = api.get(RESOURCE, namespace, name);
      if (!set || set.metadata.deletionTimestamp) return;
      const nodes = api.list('nodes').filter((node) => fits(set, node));
      for (const node of nodes) reconcileNode(api, set, node);
      for (const pod of podsOf(api, set).filter(isActive)) {
        if (!nodes.some((node) => isMeantFor(pod, node))) deletePod(api, set, pod, COMPONENT);
      }
      report(api, set, nodes);
    },
  });
}

/** Checked as if the node ran no other pods: a daemon has to run everywhere. */
const fits = (set: KubeObject, node: KubeObject) =>
  whyNot(podFor(set, node) as KubeObject, node, []) === undefined;

function podFor(set: KubeObject, node: KubeObject): NewObject {
  const pod = podFromTemplate(set);
  const onNode = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [node.metadata.name] }] };
  pod.metadata.labels = { ...pod.metadata.labels, [REVISION_LABEL]: revisionOf(set) };
  pod.spec.tolerations = [...(pod.spec.tolerations ?? []), ...TOLERATIONS];
  pod.spec.affinity = {
    ...pod.spec.affinity,
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [onNode] } },
  };
  return pod;
}

function isMeantFor(pod: KubeObject, node: KubeObject): boolean {
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const meant = required?.nodeSelectorTerms?.[0]?.matchFields?.[0]?.values?.[0] ?? pod.spec.nodeName;
  return meant === node.metadata.name;
}

function reconcileNode(api: Api, set: KubeObject, node: KubeObject): void {
  const pods = podsOf(api, set).filter((pod) => isMeantFor(pod, node));
  // A finished pod is replaced: a daemon has to run.
  for (const pod of pods.filter((one) => isFinished(one) && !one.metadata.deletionTimestamp)) {
    deletePod(api, set, pod, COMPONENT);
  }
  const [first, ...surplus] = pods.filter(isActive);
  for (const pod of surplus) deletePod(api, set, pod, COMPONENT);
  const outdated = first && first.metadata.labels?.[REVISION_LABEL] !== revisionOf(set);
  if (outdated && set.spec.updateStrategy?.type !== 'OnDelete') deletePod(api, set, first, COMPONENT);
  const leaving = podsOf(api, set).some((pod) => isMeantFor(pod, node));
  if (!leaving) createPod(api, set, podFor(set, node), COMPONENT);
}

function report(api: Api, set: KubeObject, nodes: KubeObject[]): void {
  const pods = podsOf(api, set).filter(isActive);
  const available = pods.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, Date.now())).length;
  const updated = pods.filter(({ metadata }) => metadata.labels?.[REVISION_LABEL] === revisionOf(set)).length;
  writeStatus(api, RESOURCE, set, {
    desiredNumberScheduled: nodes.length,
    currentNumberScheduled: pods.length,
    numberMisscheduled: 0,
    numberReady: pods.filter(isReady).length,
    numberAvailable: available,
    numberUnavailable: nodes.length - available || undefined,
    updatedNumberScheduled: updated,
    observedGeneration: set.metadata.generation,
  });
}
