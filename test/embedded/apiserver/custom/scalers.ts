/** A definition of a custom resource, and its objects. */
import { createCluster } from '../../../../src/embedded/apiserver/cluster.ts';
import type { Cluster } from '../../../../src/embedded/apiserver/cluster.ts';

export const schema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['deployment'],
      properties: {
        deployment: { type: 'string', minLength: 1, pattern: '^[a-z]+$' },
        min: { type: 'integer', minimum: 0, default: 1 },
        max: { type: 'integer', maximum: 10 },
        share: { type: 'number', exclusiveMinimum: true, minimum: 0 },
        mode: { type: 'string', enum: ['up', 'down'] },
        port: { 'x-kubernetes-int-or-string': true },
        anything: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        targets: {
          type: 'array',
          maxItems: 2,
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string' }, weight: { type: 'integer', default: 5 } },
          },
        },
      },
    },
    status: {
      type: 'object',
      properties: {
        replicas: { type: 'integer' },
        selector: { type: 'string' },
        conditions: {
          type: 'array',
          items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      },
    },
  },
};

export const definition = (version: object = {}) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'scalers.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Namespaced',
    names: { plural: 'scalers', kind: 'Scaler', shortNames: ['sca'], categories: ['all'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: schema },
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.min',
            statusReplicasPath: '.status.replicas',
            labelSelectorPath: '.status.selector',
          },
        },
        additionalPrinterColumns: [
          { name: 'Min', type: 'integer', jsonPath: '.spec.min' },
          { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
          { name: 'Mode', type: 'string', jsonPath: '.spec.mode', priority: 1 },
          { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
        ],
        ...version,
      },
    ],
  },
});

export const scaler = (spec: object = {}) => ({
  apiVersion: 'example.org/v1',
  kind: 'Scaler',
  metadata: { name: 's', namespace: 'default' },
  spec: { deployment: 'kad', ...spec },
});

export function withDefinition(): Cluster {
  const cluster = createCluster();
  cluster.create('customresourcedefinitions', definition());
  return cluster;
}
