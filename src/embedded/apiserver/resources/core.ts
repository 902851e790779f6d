/** The core group, v1. */
import { define, VERBS } from './define.ts';
import type { Definition } from './define.ts';
import { endpointsStrategy } from '../strategies/cluster-services.ts';
import { claimStrategy, volumeStrategy } from '../strategies/storage.ts';
import { configMapStrategy, secretStrategy } from '../strategies/configuration.ts';
import { replicationControllerStrategy } from '../strategies/replicated.ts';
import { namespaceStrategy } from '../strategies/namespace.ts';
import { podStrategy } from '../strategies/pod.ts';
import { serviceStrategy } from '../strategies/service.ts';
import {
  configMapPrinter,
  createdAtPrinter,
  eventPrinter,
  namespacePrinter,
  nodePrinter,
  quotaPrinter,
  secretPrinter,
  serviceAccountPrinter,
} from '../printers/cluster.ts';
import { claimPrinter, volumePrinter } from '../printers/storage.ts';
import { endpointsPrinter, servicePrinter } from '../printers/network.ts';
import { podPrinter } from '../printers/pod.ts';
import { replicationControllerPrinter } from '../printers/workloads.ts';
import type { Resource } from '../resource.ts';

const core = (definition: Omit<Definition, 'group' | 'version'>): Resource =>
  define({ group: '', version: 'v1', model: `V1${definition.kind}`, ...definition });

export const EVENT_FIELDS = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'involvedObject.apiVersion',
  'involvedObject.resourceVersion',
  'involvedObject.fieldPath',
  'reason',
  'reportingComponent',
  'source',
  'type',
];

export const coreResources: Resource[] = [
  core({
    kind: 'ConfigMap',
    printer: configMapPrinter,
    strategy: configMapStrategy,
    plural: 'configmaps',
    shortNames: ['cm'],
  }),
  core({
    kind: 'Endpoints',
    printer: endpointsPrinter,
    strategy: endpointsStrategy,
    plural: 'endpoints',
    singular: 'endpoints',
    listKind: 'EndpointsList',
    shortNames: ['ep'],
  }),
  core({
    kind: 'Event',
    printer: eventPrinter,
    plural: 'events',
    shortNames: ['ev'],
    model: 'CoreV1Event',
    selectableFields: EVENT_FIELDS,
  }),
  core({ kind: 'LimitRange', printer: createdAtPrinter, plural: 'limitranges', shortNames: ['limits'] }),
  core({
    kind: 'Namespace',
    printer: namespacePrinter,
    plural: 'namespaces',
    shortNames: ['ns'],
    namespaced: false,
    subresources: ['status', 'finalize'],
    verbs: VERBS.filter((verb) => verb !== 'deletecollection'),
    selectableFields: ['status.phase'],
    strategy: namespaceStrategy,
  }),
  core({
    kind: 'Node',
    printer: nodePrinter,
    plural: 'nodes',
    shortNames: ['no'],
    namespaced: false,
    subresources: ['status', 'proxy'],
    selectableFields: ['spec.unschedulable'],
  }),
  core({
    kind: 'PersistentVolumeClaim',
    printer: claimPrinter,
    strategy: claimStrategy,
    plural: 'persistentvolumeclaims',
    shortNames: ['pvc'],
    subresources: ['status'],
  }),
  core({
    kind: 'PersistentVolume',
    printer: volumePrinter,
    strategy: volumeStrategy,
    plural: 'persistentvolumes',
    shortNames: ['pv'],
    namespaced: false,
    subresources: ['status'],
  }),
  core({
    kind: 'Pod',
    printer: podPrinter,
    plural: 'pods',
    shortNames: ['po'],
    categories: ['all'],
    subresources: [
      'status',
      'binding',
      'eviction',
      'log',
      'exec',
      'attach',
      'portforward',
      'proxy',
      'ephemeralcontainers',
    ],
    selectableFields: [
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'spec.hostNetwork',
      'status.phase',
      'status.podIP',
      'status.nominatedNodeName',
    ],
    strategy: podStrategy,
  }),
  core({
    kind: 'ReplicationController',
    printer: replicationControllerPrinter,
    strategy: replicationControllerStrategy,
    plural: 'replicationcontrollers',
    shortNames: ['rc'],
    categories: ['all'],
    subresources: ['status', 'scale'],
    generation: true,
    scale: {
      specReplicasPath: '.spec.replicas',
      statusReplicasPath: '.status.replicas',
      labelSelectorPath: '.spec.selector',
    },
    selectableFields: ['status.replicas'],
  }),
  core({
    kind: 'ResourceQuota',
    printer: quotaPrinter,
    plural: 'resourcequotas',
    shortNames: ['quota'],
    subresources: ['status'],
  }),
  core({
    kind: 'Secret',
    printer: secretPrinter,
    strategy: secretStrategy,
    plural: 'secrets',
    selectableFields: ['type'],
  }),
  core({
    kind: 'ServiceAccount',
    printer: serviceAccountPrinter,
    plural: 'serviceaccounts',
    shortNames: ['sa'],
    subresources: ['token'],
  }),
  core({
    kind: 'Service',
    printer: servicePrinter,
    plural: 'services',
    shortNames: ['svc'],
    categories: ['all'],
    subresources: ['status', 'proxy'],
    selectableFields: ['spec.clusterIP', 'spec.type'],
    strategy: serviceStrategy,
  }),
];
