/** StatefulSet: pods with stable names, created one after the other. */
import type { Api, KubeObject, NewObject } from '../../apiserver/index.ts';
import { itself, runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { ownersOfKind } from '../ownership.ts';
import { isAvailable, isFinished, isReady } from '../pod-state.ts';
import { podFromTemplate } from '../pod-template.ts';
import { createPod, deletePod, podsOf, REVISION_LABEL, revisionOf, writeStatus } from './pods.ts';

const RESOURCE = 'statefulsets.apps';
const COMPONENT = 'statefulset-controller';

export function startStatefulSets(context: ControllerContext): Running {
  const api = context.cluster;
  return runController(context, {
    name: COMPONENT,
    watches: { [RESOURCE]: itself, pods: ownersOfKind('StatefulSet') },
    reconcile(namespace, name) {
      const set = api.get(RESOURCE, namespace, name);
      if (!set || set.metadata.deletionTimestamp) return;
      step(api, set);
      report(api, set);
    },
  });
}

const ordinalOf = ({ metadata }: KubeObject): number => Number(/-(\d+)$/.exec(metadata.name)?.[1] ?? -1);
const isUpdated = (set: KubeObject, pod: KubeObject) =>
  pod.metadata.labels?.[REVISION_LABEL] === revisionOf(set);

/** One step in the order of ordinals, or all of them with podManagementPolicy Parallel. */
function step(api: Api, set: KubeObject): void {
  const parallel = set.spec.podManagementPolicy === 'Parallel';
  const byOrdinal = new Map(podsOf(api, set).map((pod) => [ordinalOf(pod), pod]));
  const first: number = set.spec.ordinals?.start ?? 0;
  for (let ordinal = first; ordinal < first + set.spec.replicas; ordinal += 1) {
    const pod = byOrdinal.get(ordinal);
    if (!pod) {
      createClaims(api, set, ordinal);
      createPod(api, set, podFor(set, ordinal), COMPONENT);
      if (!parallel) return;
    } else if (isFinished(pod) && !pod.metadata.deletionTimestamp) {
      deletePod(api, set, pod, COMPONENT);
      return;
    } else if (!parallel && (!isReady(pod) || pod.metadata.deletionTimestamp)) return;
  }
  const surplus = [...byOrdinal.values()].filter(
    (pod) => ordinalOf(pod) < first || ordinalOf(pod) >= first + set.spec.replicas,
  );
  const highestFirst = surplus.toSorted((a, b) => ordinalOf(b) - ordinalOf(a));
  for (const pod of highestFirst) {
    if (!pod.metadata.deletionTimestamp) deletePod(api, set, pod, COMPONENT);
    if (!parallel) return;
  }
  update(api, set, [...byOrdinal.values()]);
}

/** Replaces the outdated pod with the highest ordinal once all above it are healthy. */
function update(api: Api, set: KubeObject, pods: KubeObject[]): void {
  const { type = 'RollingUpdate', rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === 'OnDelete') return;
  const affected = pods.filter((pod) => ordinalOf(pod) >= (rollingUpdate?.partition ?? 0));
  for (const pod of affected.toSorted((a, b) => ordinalOf(b) - ordinalOf(a))) {
    if (pod.metadata.deletionTimestamp) return;
    if (!isUpdated(set, pod)) {
      deletePod(api, set, pod, COMPONENT);
      return;
    }
    if (!isReady(pod)) return;
  }
}

const claimTemplatesOf = ({ spec }: KubeObject): KubeObject[] => spec.volumeClaimTemplates ?? [];
const claimNameOf = (set: KubeObject, { metadata }: KubeObject, ordinal: number): string =>
  `${metadata.name}-${set.metadata.name}-${ordinal}`;

/** They outlive the pod, and the set. */
function createClaims(api: Api, set: KubeObject, ordinal: number): void {
  const { namespace } = set.metadata;
  for (const template of claimTemplatesOf(set)) {
    const name = claimNameOf(set, template, ordinal);
    if (api.get('persistentvolumeclaims', namespace, name)) continue;
    const labels = { ...template.metadata.labels, ...set.spec.selector.matchLabels };
    api.create('persistentvolumeclaims', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { annotations: template.metadata.annotations, namespace, name, labels },
      spec: template.spec,
    });
  }
}

function podFor(set: KubeObject, ordinal: number): NewObject {
  const name = `${set.metadata.name}-${ordinal}`;
  const { metadata, spec, ...pod } = podFromTemplate(set);
  const { generateName: _generated, ...kept } = metadata;
  const claimed = claimTemplatesOf(set).map((claim) => ({
    name: claim.metadata.name,
    persistentVolumeClaim: { claimName: claimNameOf(set, claim, ordinal) },
  }));
  return {
    ...pod,
    metadata: {
      ...kept,
      name,
      labels: {
        ...kept.labels,
        [REVISION_LABEL]: revisionOf(set),
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(ordinal),
      },
    },
    spec: {
      ...spec,
      hostname: name,
      subdomain: set.spec.serviceName,
      volumes: claimed.length > 0 ? [...(spec.volumes ?? []), ...claimed] : spec.volumes,
    },
  };
}

function report(api: Api, set: KubeObject): void {
  const pods = podsOf(api, set).filter((pod) => !isFinished(pod));
  const ready = pods.filter((pod) => isReady(pod) && !pod.metadata.deletionTimestamp);
  const updated = pods.filter((pod) => isUpdated(set, pod)).length;
  const updateRevision = `${set.metadata.name}-${revisionOf(set)}`;
  const complete = updated === set.spec.replicas && pods.length === updated && ready.length === updated;
  const currentRevision = complete ? updateRevision : (set.status?.currentRevision ?? updateRevision);
  writeStatus(api, RESOURCE, set, {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    readyReplicas: ready.length || undefined,
    availableReplicas: ready.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, Date.now()))
      .length,
    updatedReplicas: updated || undefined,
    currentReplicas: (currentRevision === updateRevision ? updated : pods.length - updated) || undefined,
    currentRevision,
    updateRevision,
    collisionCount: 0,
  });
}
