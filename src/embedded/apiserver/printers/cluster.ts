/** Nodes, namespaces, configuration, events, access. */
import type { Json } from '../json.ts';
import type { KubeObject } from '../types.ts';
import { ageOf } from '../../../notation/index.ts';
import { printer, wide } from './columns.ts';
import { AGE, column, NAME } from './generic.ts';

const sizeOf = (...maps: (object | undefined)[]) =>
  maps.reduce((sum, map) => sum + Object.keys(map ?? {}).length, 0);

function nodeStatus({ spec, status }: KubeObject): string {
  const ready = (status?.conditions ?? []).find((one: Json) => one.type === 'Ready');
  const word = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown';
  return spec?.unschedulable ? `${word},SchedulingDisabled` : word;
}

const ROLE = 'node-role.kubernetes.io/';

function nodeRoles({ metadata }: KubeObject): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(ROLE)) return [key.slice(ROLE.length)];
    return key === 'kubernetes.io/role' && value ? [value] : [];
  });
  return roles.sort().join(',') || '<none>';
}

export const nodePrinter = printer(
  [
    NAME,
    column('Status'),
    column('Roles'),
    AGE,
    column('Version'),
    wide('Internal-IP'),
    wide('External-IP'),
    wide('OS-Image'),
    wide('Kernel-Version'),
    wide('Container-Runtime'),
  ],
  (node, age) => {
    const info = node['status']?.nodeInfo ?? {};
    const address = (type: string) =>
      (node['status']?.addresses ?? []).find((one: Json) => one.type === type)?.address ?? '<none>';
    return [
      node.metadata.name,
      nodeStatus(node),
      nodeRoles(node),
      age,
      info.kubeletVersion ?? '',
      address('InternalIP'),
      address('ExternalIP'),
      info.osImage || '<unknown>',
      info.kernelVersion || '<unknown>',
      info.containerRuntimeVersion || '<unknown>',
    ];
  },
);

export const namespacePrinter = printer([NAME, column('Status'), AGE], ({ metadata, status }, age) => [
  metadata.name,
  status?.phase ?? '',
  age,
]);
export const configMapPrinter = printer(
  [NAME, column('Data'), AGE],
  ({ metadata, data, binaryData }, age) => [metadata.name, sizeOf(data, binaryData), age],
);
export const secretPrinter = printer(
  [NAME, column('Type'), column('Data'), AGE],
  ({ metadata, type, data }, age) => [metadata.name, type, sizeOf(data), age],
);
export const serviceAccountPrinter = printer([NAME, column('Secrets'), AGE], ({ metadata, secrets }, age) => [
  metadata.name,
  secrets?.length ?? 0,
  age,
]);
export const leasePrinter = printer([NAME, column('Holder'), AGE], ({ metadata, spec }, age) => [
  metadata.name,
  spec?.holderIdentity ?? '',
  age,
]);

/** Kinds with no column but the creation time. */
export const createdAtPrinter = printer([NAME, column('Created At', 'date')], ({ metadata }) => [
  metadata.name,
  metadata.creationTimestamp,
]);

export const eventPrinter = printer(
  [
    column('Last Seen'),
    column('Type'),
    column('Reason'),
    column('Object'),
    wide('Subobject'),
    wide('Source'),
    column('Message'),
    wide('First Seen'),
    wide('Count'),
    { ...wide('Name'), format: 'name' },
  ],
  (event, _age, now) => {
    const about = event['involvedObject'] ?? event['regarding'] ?? {};
    const source = event['source'] ?? event['deprecatedSource'] ?? {};
    const first = event['firstTimestamp'] ?? event['deprecatedFirstTimestamp'] ?? event['eventTime'];
    const last =
      event['series']?.lastObservedTime ??
      event['lastTimestamp'] ??
      event['deprecatedLastTimestamp'] ??
      first;
    return [
      ageOf(last ?? undefined, now),
      event['type'] ?? '',
      event['reason'] ?? '',
      about.kind ? `${String(about.kind).toLowerCase()}/${about.name}` : String(about.name ?? ''),
      about.fieldPath ?? '',
      [source.component ?? event['reportingComponent'] ?? event['reportingController'], source.host]
        .filter(Boolean)
        .join(', '),
      String(event['message'] ?? event['note'] ?? '').trim(),
      ageOf(first ?? undefined, now),
      event['series']?.count ?? event['count'] ?? event['deprecatedCount'] ?? 1,
      event.metadata.name,
    ];
  },
);

export const roleBindingPrinter = printer(
  [NAME, column('Role'), AGE, wide('Users'), wide('Groups'), wide('ServiceAccounts')],
  ({ metadata, roleRef, subjects = [] }, age) => {
    const named = (kind: string) =>
      subjects
        .filter((one: Json) => one.kind === kind)
        .map((one: Json) => (kind === 'ServiceAccount' ? `${one.namespace}/${one.name}` : one.name))
        .join(', ');
    return [
      metadata.name,
      `${roleRef?.kind}/${roleRef?.name}`,
      age,
      named('User'),
      named('Group'),
      named('ServiceAccount'),
    ];
  },
);

export const priorityClassPrinter = printer(
  [NAME, column('Value', 'integer'), column('Global-Default', 'boolean'), AGE, column('PreemptionPolicy')],
  ({ metadata, value, globalDefault, preemptionPolicy }, age) => [
    metadata.name,
    value,
    globalDefault === true,
    age,
    preemptionPolicy ?? 'PreemptLowerPriority',
  ],
);

const usage = ({ status }: KubeObject, wanted: (name: string) => boolean) =>
  Object.keys(status?.hard ?? {})
    .filter(wanted)
    .sort()
    .map((name) => `${name}: ${status.used?.[name] ?? 0}/${status.hard[name]}`)
    .join(', ');

export const quotaPrinter = printer([NAME, column('Request'), column('Limit'), AGE], (quota, age) => [
  quota.metadata.name,
  usage(quota, (name) => !name.startsWith('limits.')),
  usage(quota, (name) => name.startsWith('limits.')),
  age,
]);
