import type { Cluster } from '../../src/embedded/apiserver/cluster-types.ts';
import type { KubeObject } from '../../src/embedded/apiserver/types.ts';

const SETS = 'replicasets.apps';

/** The ReplicaSet and the pods of Deployments, where no controllers and no kubelet are at work. */
export function keepPods(cluster: Cluster, namespace: string) {
  let made = 0;
  /** By the uid of the Deployment. */
  const sets = new Map<string, { set: KubeObject; pods: string[] }>();

  const owner = ({ apiVersion, kind, metadata }: KubeObject) => [
    { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true },
  ];

  function setOf(deployment: KubeObject) {
    const { name, uid } = deployment.metadata;
    const known = sets.get(uid!);
    if (known !== undefined) return known;
    const set = cluster.create(SETS, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: `${name}-${made++}`, namespace, ownerReferences: owner(deployment) },
      spec: deployment.spec,
    });
    const kept = { set, pods: [] as string[] };
    sets.set(uid!, kept);
    return kept;
  }

  function createPod(set: KubeObject, { metadata, spec }: KubeObject): string {
    const name = `${set.metadata.name}-${String(made++).padStart(5, '0')}`;
    cluster.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: metadata.labels, ownerReferences: owner(set) },
      spec,
    });
    return name;
  }

  const isReady = (name: string): boolean =>
    cluster.get('pods', namespace, name)?.status?.conditions?.[0]?.status === 'True';

  function makeReady(name: string): void {
    const status = {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: new Date().toISOString() }],
    };
    cluster.updateStatus('pods', { ...structuredClone(cluster.get('pods', namespace, name)!), status });
  }

  /** Makes pods, or takes some away. @param ready new and old ones serve @returns their names */
  function keep(deployment: KubeObject, replicas: number, ready = true): string[] {
    const { set, pods } = setOf(deployment);
    for (const name of pods.splice(replicas)) cluster.delete('pods', namespace, name);
    while (pods.length < replicas) pods.push(createPod(set, deployment.spec.template));
    if (ready) for (const name of pods) if (!isReady(name)) makeReady(name);
    return pods;
  }

  return {
    keep,
    /** The Deployment is gone. */
    remove(deployment: KubeObject): void {
      keep(deployment, 0);
      cluster.delete(SETS, namespace, setOf(deployment).set.metadata.name);
      sets.delete(deployment.metadata.uid!);
    },
    /** Names of the pods of a Deployment that serve. */
    serving(name: string): string[] {
      const uid = cluster.get('deployments.apps', namespace, name)?.metadata.uid;
      return (sets.get(uid ?? '')?.pods ?? []).filter(isReady);
    },
  };
}
