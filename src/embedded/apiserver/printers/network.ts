/** Services, endpoints, ingresses. */
import { formatLabelSelector } from '../selectors/labels.ts';
import type { Json } from '../json.ts';
import type { Printer } from '../resource.ts';
import type { KubeObject } from '../types.ts';
import { ageOf } from '../../../notation/index.ts';
import { AGE, column, NAME } from './generic.ts';

const SHOWN_ENDPOINTS = 3;

function externalAddress({ spec, status }: KubeObject): string {
  if (spec.type === 'ExternalName') return spec.externalName;
  const external = (spec.externalIPs ?? []).join(',');
  if (spec.type !== 'LoadBalancer') return external || '<none>';
  const balancer = (status?.loadBalancer?.ingress ?? []).map((one: Json) => one.ip || one.hostname).join(',');
  return [balancer, external].filter(Boolean).join(',') || '<pending>';
}

const servicePorts = (ports: Json[] = []) =>
  ports
    .map(({ port, nodePort, protocol }) =>
      nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
    )
    .join(',') || '<none>';

export const servicePrinter: Printer = {
  columns: [
    NAME,
    column('Type'),
    column('Cluster-IP'),
    column('External-IP'),
    column('Port(s)'),
    AGE,
    column('Selector', 'string', 1),
  ],
  cells: (service, now) => [
    service.metadata.name,
    service['spec'].type,
    service['spec'].clusterIP || '<none>',
    externalAddress(service),
    servicePorts(service['spec'].ports),
    ageOf(service.metadata.creationTimestamp, now),
    formatLabelSelector({ matchLabels: service['spec'].selector ?? {} }) || '<none>',
  ],
};

/** The first items, and how many more there are. */
function shortened(list: string[], limit: number): string {
  if (list.length === 0) return '<none>';
  const shown = list.slice(0, limit).join(',');
  return list.length > limit ? `${shown} + ${list.length - limit} more...` : shown;
}

const withPort = (host: string, port: number) =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

export const endpointsPrinter: Printer = {
  columns: [NAME, column('Endpoints'), AGE],
  cells({ metadata, subsets = [] }, now) {
    const list = subsets.flatMap(({ addresses = [], ports = [] }: Json) =>
      ports.length === 0
        ? addresses.map(({ ip }: Json) => ip)
        : ports.flatMap(({ port }: Json) => addresses.map(({ ip }: Json) => withPort(ip, port))),
    );
    return [metadata.name, shortened(list, SHOWN_ENDPOINTS), ageOf(metadata.creationTimestamp, now)];
  },
};

export const endpointSlicePrinter: Printer = {
  columns: [NAME, column('AddressType'), column('Ports'), column('Endpoints'), AGE],
  cells({ metadata, addressType, ports, endpoints = [] }, now) {
    const numbers = (ports ?? []).map(({ port }: Json) => (port === undefined ? '*' : String(port)));
    return [
      metadata.name,
      addressType,
      numbers.length === 0 ? '<unset>' : shortened(numbers, SHOWN_ENDPOINTS),
      endpoints.length === 0
        ? '<unset>'
        : shortened(
            endpoints.map((one: Json) => one.addresses?.[0] ?? ''),
            SHOWN_ENDPOINTS,
          ),
      ageOf(metadata.creationTimestamp, now),
    ];
  },
};

export const ingressPrinter: Printer = {
  columns: [NAME, column('Class'), column('Hosts'), column('Address'), column('Ports'), AGE],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    spec.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'] ?? '<none>',
    shortened(
      (spec.rules ?? []).map((rule: Json) => rule.host || '*'),
      SHOWN_ENDPOINTS,
    ).replace('<none>', '*'),
    (status?.loadBalancer?.ingress ?? []).map((one: Json) => one.ip || one.hostname).join(','),
    spec.tls?.length ? '80, 443' : '80',
    ageOf(metadata.creationTimestamp, now),
  ],
};

export const ingressClassPrinter: Printer = {
  columns: [NAME, column('Controller'), column('Parameters'), AGE],
  cells({ metadata, spec }, now) {
    const { kind, apiGroup, name } = spec?.parameters ?? {};
    const parameters = kind ? `${kind}${apiGroup ? `.${apiGroup}` : ''}/${name}` : '<none>';
    return [metadata.name, spec?.controller ?? '', parameters, ageOf(metadata.creationTimestamp, now)];
  },
};

export const networkPolicyPrinter: Printer = {
  columns: [NAME, column('Pod-Selector'), AGE],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    formatLabelSelector(spec?.podSelector) || '<none>',
    ageOf(metadata.creationTimestamp, now),
  ],
};
