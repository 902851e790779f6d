/** Objects as the API server and the kubelet would write them. */
import type { KubeObject, NewObject } from '../../src/embedded/apiserver/types.ts';
import { NAMESPACE } from './stage.ts';
import type { Stage } from './stage.ts';

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

const scaler = (): NewObject => ({
  apiVersion: 'pycont.dev/v1alpha1',
  kind: 'LatencyScaler',
  metadata: { name: 'kad', namespace: NAMESPACE },
  spec: { scaleTargetRef: { name: 'kad' }, thresholdMilliseconds: 500, objective: 0.9, cooldownSeconds: 8 },
});

/** An operator that is at work, and has just added a replica. */
const lease = (): NewObject => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: 'pycont-operator', namespace: NAMESPACE },
  spec: {
    holderIdentity: 'operator',
    leaseDurationSeconds: 3600,
    renewTime: new Date().toISOString().replace('Z', '000Z'),
  },
});
export const step = (about: KubeObject, from = 1, to = 2): NewObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: `kad.${from}.${to}`, namespace: NAMESPACE },
  involvedObject: {
    kind: about.kind,
    namespace: NAMESPACE,
    name: about.metadata.name,
    uid: about.metadata.uid,
  },
  reason: to > from ? 'ScaledUp' : 'ScaledDown',
  message: `${from} → ${to} replicas: the objective is missed (40 % in time)`,
  source: { component: 'pycont-operator' },
  lastTimestamp: new Date().toISOString(),
  count: 1,
  type: 'Normal',
});

const ingress = (): NewObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'kad', namespace: NAMESPACE },
  spec: {
    rules: [
      {
        http: {
          paths: [
            { path: '/', pathType: 'Prefix', backend: { service: { name: 'kad', port: { number: 5000 } } } },
          ],
        },
      },
    ],
  },
});

/** One of each kind. @returns the pod */
export function everything({ create, change }: Pick<Stage, 'create' | 'change'>): KubeObject {
  const owner = create('deployments.apps', deployment());
  const set = create('replicasets.apps', replicaSet(owner));
  create('pods', pod(set, 'kad-1-a'));
  change('pods', 'kad-1-a', (object) => (object.status = READY()));
  create('services', service());
  create('ingresses.networking.k8s.io', ingress());
  create('leases.coordination.k8s.io', lease());
  create('events', step(create('latencyscalers.pycont.dev', scaler())));
  return set;
}
