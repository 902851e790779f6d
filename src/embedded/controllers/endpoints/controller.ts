/** Endpoints and EndpointSlices of services with a selector. */
import { isDeepStrictEqual } from 'node:util';
import { selects } from '../../apiserver/index.ts';
import type { Api, KubeObject, NewObject, WatchEvent } from '../../apiserver/index.ts';
import { itself, keyOf, runController } from '../controller.ts';
import type { ControllerContext, Running } from '../controller.ts';
import { endpointsOf, groupByPorts } from './addresses.ts';
import { syncSlices } from './slices.ts';
import type { Endpoint } from './addresses.ts';

export function startEndpoints(context: ControllerContext): Running {
  const api = context.cluster;
  return runController(context, {
    name: 'endpoints-controller',
    watches: {
      services: itself,
      pods: servicesOf(api),
      endpoints: itself,
      'endpointslices.discovery.k8s.io': ({ object }) => {
        const service = object.metadata.labels?.['kubernetes.io/service-name'];
        return service ? [`${object.metadata.namespace}/${service}`] : [];
      },
    },
    reconcile(namespace, name) {
      const service = api.get('services', namespace, name);
      if (!service) {
        // Only those that this controller created: Endpoints made by hand lack its annotation.
        const left = api.get('endpoints', namespace, name);
        if (left?.metadata.annotations?.[TRIGGER]) api.delete('endpoints', namespace, name);
        return;
      }
      if (!service.spec.selector || service.spec.type === 'ExternalName') return;
      const endpoints = endpointsOf(service, selectedPods(api, service));
      syncEndpoints(api, service, endpoints);
      syncSlices(api, service, endpoints);
    },
  });
}

const TRIGGER = 'endpoints.kubernetes.io/last-change-trigger-time';

/** Services whose selector matches the pod now, or matched it before this change. */
function servicesOf(api: Api) {
  return ({ object, previous }: WatchEvent): string[] => {
    const states = previous ? [object, previous] : [object];
    return api
      .list('services', { namespace: object.metadata.namespace })
      .filter(({ spec }) => spec.selector && states.some((pod) => isSelected(spec.selector, pod)))
      .map(keyOf);
  };
}

const isSelected = (selector: Record<string, string>, pod: KubeObject) =>
  selects({ matchLabels: selector }, pod.metadata.labels);

const selectedPods = (api: Api, service: KubeObject) =>
  api
    .list('pods', { namespace: service.metadata.namespace })
    .filter((pod) => isSelected(service.spec.selector, pod));

function syncEndpoints(api: Api, service: KubeObject, endpoints: Endpoint[]): void {
  const { namespace, name, labels } = service.metadata;
  const subsets = JSON.parse(JSON.stringify(subsetsOf(endpoints)));
  const present = api.get('endpoints', namespace, name);
  const sameLabels = isDeepStrictEqual({ ...present?.metadata.labels }, { ...labels });
  if (present && sameLabels && isDeepStrictEqual(present.subsets ?? [], subsets)) return;
  const metadata = {
    namespace,
    name,
    labels,
    annotations: { ...present?.metadata.annotations, [TRIGGER]: new Date().toISOString() },
  };
  const wanted: NewObject = { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets };
  if (present)
    api.update('endpoints', { ...present, metadata: { ...present.metadata, ...metadata }, subsets });
  else api.create('endpoints', wanted);
}

/** Terminating pods are in no subset. */
function subsetsOf(endpoints: Endpoint[]): object[] {
  const staying = endpoints.filter(({ ready, terminating }) => ready || !terminating);
  return groupByPorts(staying).map(({ ports, endpoints }) => {
    const addresses = (ready: boolean) => {
      const some = endpoints.filter((endpoint) => endpoint.ready === ready).map(addressOf);
      return some.length > 0 ? some : undefined;
    };
    return { addresses: addresses(true), notReadyAddresses: addresses(false), ports };
  });
}

const addressOf = ({ ip, hostname, nodeName, targetRef }: Endpoint) => ({
  ip,
  hostname,
  nodeName,
  targetRef,
});
