/** The Service `kubernetes` in the namespace `default`, by which programs in the cluster reach the API server. */
import { isDeepStrictEqual } from 'node:util';
import type { Api } from '../apiserver/index.ts';
import { itself, runController } from './controller.ts';
import type { ControllerContext, Running } from './controller.ts';

export const API_SERVICE = { namespace: 'default', name: 'kubernetes' };
const SLICES = 'endpointslices.discovery.k8s.io';
const KEY = `${API_SERVICE.namespace}/${API_SERVICE.name}`;

/** Where the API server listens. */
export interface ApiServerAddress {
  address: string;
  port: number;
}

/** Recreated after a deletion, as in a real cluster. */
export function startKubernetesService(context: ControllerContext, server: ApiServerAddress): Running {
  const api = context.cluster;
  return runController(context, {
    name: 'kubernetes-service',
    watches: {
      namespaces: ({ object }) => (object.metadata.name === API_SERVICE.namespace ? [KEY] : []),
      services: itself,
      endpoints: itself,
      [SLICES]: itself,
    },
    reconcile(namespace, name) {
      if (`${namespace}/${name}` !== KEY || !api.get('namespaces', undefined, namespace)) return;
      syncService(api, server);
      syncEndpoints(api, server);
      syncSlice(api, server);
    },
  });
}

function syncService(api: Api, { port }: ApiServerAddress): void {
  const ports = [{ name: 'https', port: 443, protocol: 'TCP', targetPort: port }];
  const present = api.get('services', API_SERVICE.namespace, API_SERVICE.name);
  if (!present) {
    const labels = { component: 'apiserver', provider: 'kubernetes' };
    api.create('services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { ...API_SERVICE, labels },
      spec: { ports },
    });
  } else if (present.spec.ports?.[0]?.targetPort !== port) {
    api.mergePatch('services', API_SERVICE.namespace, API_SERVICE.name, { spec: { ports } });
  }
}

function syncEndpoints(api: Api, { address, port }: ApiServerAddress): void {
  const subsets = [{ addresses: [{ ip: address }], ports: [{ name: 'https', port, protocol: 'TCP' }] }];
  const present = api.get('endpoints', API_SERVICE.namespace, API_SERVICE.name);
  if (!present)
    api.create('endpoints', { apiVersion: 'v1', kind: 'Endpoints', metadata: API_SERVICE, subsets });
  else if (!isDeepStrictEqual(present.subsets, subsets)) api.update('endpoints', { ...present, subsets });
}

function syncSlice(api: Api, { address, port }: ApiServerAddress): void {
  const content = {
    endpoints: [{ addresses: [address], conditions: { ready: true } }],
    ports: [{ name: 'https', port, protocol: 'TCP' }],
  };
  const present = api.get(SLICES, API_SERVICE.namespace, API_SERVICE.name);
  if (present && isDeepStrictEqual({ endpoints: present.endpoints, ports: present.ports }, content)) return;
  if (present) return void api.update(SLICES, { ...present, ...content });
  api.create(SLICES, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    addressType: 'IPv4',
    metadata: { ...API_SERVICE, labels: { 'kubernetes.io/service-name': API_SERVICE.name } },
    ...content,
  });
}
