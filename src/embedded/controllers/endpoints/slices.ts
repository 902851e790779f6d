/** EndpointSlices: one for each set of ports of a Service. */
import { isDeepStrictEqual } from 'node:util';
import type { Api, KubeObject } from '../../apiserver/index.ts';
import { controllerReference } from '../ownership.ts';
import { groupByPorts } from './addresses.ts';
import type { Endpoint, EndpointPort } from './addresses.ts';

const RESOURCE = 'endpointslices.discovery.k8s.io';
const MANAGER = 'endpointslice-controller.k8s.io';

const portsOf = (ports: EndpointPort[]) =>
  ports.map(({ name = '', port, protocol, appProtocol }) => ({ name, port, protocol, appProtocol }));

const endpointOf = ({ ip, hostname, nodeName, targetRef, ready, serving, terminating }: Endpoint) => ({
  addresses: [ip],
  conditions: { ready, serving, terminating },
  hostname,
  nodeName,
  targetRef,
});

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export function syncSlices(api: Api, service: KubeObject, endpoints: Endpoint[]): void {
  const { namespace, name } = service.metadata;
  const present = api
    .list(RESOURCE, { namespace, labelSelector: `kubernetes.io/service-name=${name}` })
    .filter(({ metadata }) => metadata.labels?.['endpointslice.kubernetes.io/managed-by'] === MANAGER);
  const wanted = groupByPorts(endpoints).map(({ ports, endpoints }) =>
    plain({ ports: portsOf(ports), endpoints: endpoints.map(endpointOf) }),
  );
  // A Service without pods gets an empty slice, which shows that it was reconciled.
  if (wanted.length === 0) wanted.push({ ports: [], endpoints: [] });
  wanted.forEach((content, at) => write(api, service, present[at], content));
  for (const surplus of present.slice(wanted.length)) api.delete(RESOURCE, namespace, surplus.metadata.name);
}

function write(api: Api, service: KubeObject, present: KubeObject | undefined, content: object): void {
  const { namespace, name, labels } = service.metadata;
  if (!present) {
    api.create(RESOURCE, {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      addressType: 'IPv4',
      metadata: {
        generateName: `${name}-`,
        namespace,
        labels: {
          ...labels,
          'kubernetes.io/service-name': name,
          'endpointslice.kubernetes.io/managed-by': MANAGER,
        },
        ownerReferences: [controllerReference(service)],
      },
      ...content,
    });
    return;
  }
  const { ports, endpoints } = present;
  if (!isDeepStrictEqual({ ports: ports ?? [], endpoints: endpoints ?? [] }, content)) {
    api.update(RESOURCE, { ...present, ...content });
  }
}
