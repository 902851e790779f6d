/** Objects as the API server and the kubelet would write them. */
import type { KubeObject, NewObject } from '../../src/embedded/apiserver/types.ts';
import { NAMESPACE } from './stage.ts';

const template = (name: string, image: string) => ({
  metadata: { labels: { app: name } },
  spec: { containers: [{ name: 'main', image }] },
});

export const deployment = (name = 'kad', replicas = 1, image = 'prgcont/pycont-app:0.1'): NewObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: NAMESPACE, labels: { app: name } },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: template(name, image) },
});

const ownedBy = ({ apiVersion, kind, metadata }: KubeObject) => [
  { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true },
];

export const replicaSet = (
  owner: KubeObject,
  revision = 1,
  image: string = owner.spec.template.spec.containers[0].image,
): NewObject => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name: `${owner.metadata.name}-${revision}`,
    namespace: NAMESPACE,
    annotations: { 'deployment.kubernetes.io/revision': String(revision) },
    ownerReferences: ownedBy(owner),
  },
  spec: { ...owner.spec, template: template(owner.metadata.name, image) },
});

export const pod = (owner: KubeObject, name: string): NewObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: NAMESPACE,
    labels: owner.spec.template.metadata.labels,
    ownerReferences: ownedBy(owner),
  },
  spec: { ...owner.spec.template.spec, nodeName: 'node-1' },
});

export const READY = () => ({
  phase: 'Running',
  startTime: new Date().toISOString(),
  conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: new Date().toISOString() }],
  containerStatuses: [
    {
      name: 'main',
      ready: true,
      restartCount: 0,
      image: 'x',
      imageID: '',
      state: { running: { startedAt: new Date().toISOString() } },
    },
  ],
});

export const service = (name = 'kad'): NewObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: NAMESPACE },
  spec: { selector: { app: name }, ports: [{ name: 'http', port: 5000 }] },
});
