import type { Cluster } from '../../src/embedded/api/cluster-types.ts';
import type { KubeObject } from '../../src/embedded/api/types.ts';

const SETS = 'replicasets.apps';

/** The ReplicaSet and the pods of Deployments, where no controllers and no kubelet are at work. */
export function keepPods(cluster: Cluster, namespace: string) {
  let made = 0;
  const owner = ({ apiVersion, kind, metadata }: KubeObject) => [
    { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true },
  ];
  const ofSet = (set: KubeObject): KubeObject[] =>
    cluster
      .list('pods', { namespace })
      .filter(({ metadata }) => metadata.ownerReferences?.[0]?.uid === set.metadata.uid);

  function setOf(deployment: KubeObject): KubeObject {
    const { name, uid } = deployment.metadata;
    const found = cluster
      .list(SETS, { namespace })
      .find(({ metadata }) => metadata.ownerReferences?.[0]?.uid === uid);
    return (
      found ??
      cluster.create(SETS, {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: { name: `${name}-${made++}`, namespace, ownerReferences: owner(deployment) },
        spec: deployment.spec,
      })
    );
  }

  function makeReady(pod: KubeObject): void {
    const status = {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: new Date().toISOString() }],
    };
    cluster.updateStatus('pods', { ...structuredClone(pod), status });
  }

  return {
    /** Makes pods, or takes some away. @param ready new and old ones serve */
    keep(deployment: KubeObject, replicas: number, ready: boolean): void {
      const set = setOf(deployment);
      const pods = ofSet(set);
      for (const pod of pods.splice(replicas)) cluster.delete('pods', namespace, pod.metadata.name);
      while (pods.length < replicas)
        pods.push(
          cluster.create('pods', {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: {
              name: `${set.metadata.name}-${String(made++).padStart(5, '0')}`,
              namespace,
              labels: deployment.spec.template.metadata.labels,
              ownerReferences: owner(set),
            },
            spec: deployment.spec.template.spec,
          }),
        );
      const isReady = ({ status }: KubeObject): boolean => status?.conditions?.[0]?.status === 'True';
      if (ready) for (const pod of pods) if (!isReady(pod)) makeReady(pod);
      if (
        replicas === 0 &&
        cluster.get('deployments.apps', namespace, deployment.metadata.name) === undefined
      )
        cluster.delete(SETS, namespace, set.metadata.name);
    },
    /** Names of the pods of a Deployment that serve. */
    serving(name: string): string[] {
      const deployment = cluster.get('deployments.apps', namespace, name);
      return deployment === undefined
        ? []
        : ofSet(setOf(deployment))
            .filter(({ status }) => status?.conditions?.[0]?.status === 'True')
            .map(({ metadata }) => metadata.name);
    },
  };
}
