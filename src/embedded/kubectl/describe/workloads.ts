/** Pods and Deployments in kubectl's format. */
import { tabbed } from '../../../notation/index.ts';
import { selectorText } from '../pods-of.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';
import { columns, date, pairs } from './lines.ts';
import type { Entry } from './lines.ts';

export function describePod(pod: Json): string[] {
  const { metadata, spec, status = {} } = pod;
  const owner = (metadata.ownerReferences ?? []).find(({ controller }: Json) => controller);
  const head: Entry[] = [
    ['Name', metadata.name],
    ['Namespace', metadata.namespace],
    ['Priority', String(spec.priority ?? 0)],
    ['Service Account', spec.serviceAccountName ?? 'default'],
    ['Node', spec.nodeName ? `${spec.nodeName}/${status.hostIP ?? ''}` : '<none>'],
    ['Start Time', date(status.startTime)],
    ['Labels', pairs(metadata.labels)],
    ['Annotations', pairs(metadata.annotations, ': ')],
    [
      'Status',
      metadata.deletionTimestamp ? `Terminating (since ${date(metadata.deletionTimestamp)})` : status.phase,
    ],
    ...(status.reason ? [['Reason', status.reason] as Entry] : []),
    ['IP', status.podIP ?? ''],
    ...(owner ? [['Controlled By', `${owner.kind}/${owner.name}`] as Entry] : []),
  ];
  return [
    ...columns(head),
    ...containers('Init Containers', spec.initContainers ?? [], status.initContainerStatuses ?? []),
    ...containers('Containers', spec.containers, status.containerStatuses ?? []),
    ...conditions(status.conditions ?? [], false),
    ...volumes(spec.volumes ?? []),
    ...columns([
      ['QoS Class', status.qosClass ?? ''],
      ['Node-Selectors', pairs(spec.nodeSelector)],
    ]),
  ];
}

function containers(heading: string, specs: Json[], statuses: Json[]): string[] {
  if (specs.length === 0) return [];
  return [
    `${heading}:`,
    ...specs.flatMap((spec) => {
      const status = statuses.find(({ name }) => name === spec.name);
      return [`  ${spec.name}:`, ...columns(containerEntries(spec, status), 4)];
    }),
  ];
}

function containerEntries(spec: Json, status: Json | undefined): Entry[] {
  const ports = (spec.ports ?? []).map(
    ({ containerPort, protocol = 'TCP' }: Json) => `${containerPort}/${protocol}`,
  );
  const list = (name: string, values: string[] | undefined): Entry[] =>
    values?.length ? [[name, values]] : [];
  return [
    ['Container ID', status?.containerID ?? ''],
    ['Image', spec.image],
    ['Image ID', status?.imageID ?? ''],
    ['Port', ports.join(', ') || '<none>'],
    ...list('Command', spec.command),
    ...list('Args', spec.args),
    ...stateEntries('State', status?.state),
    ...(Object.keys(status?.lastState ?? {}).length > 0 ? stateEntries('Last State', status?.lastState) : []),
    ['Ready', status?.ready ? 'True' : 'False'],
    ['Restart Count', String(status?.restartCount ?? 0)],
    ...list('Limits', pairs(spec.resources?.limits, ': ')),
    ...list('Requests', pairs(spec.resources?.requests, ': ')),
    ...['liveness', 'readiness', 'startup'].flatMap((name) => {
      const probe = spec[`${name}Probe`];
      return probe ? [[name[0]!.toUpperCase() + name.slice(1), probeText(probe)] as Entry] : [];
    }),
    ['Environment', (spec.env ?? []).map(environmentText)],
    ['Mounts', (spec.volumeMounts ?? []).map(mountText)],
  ];
}

function stateEntries(name: string, state: Json | undefined): Entry[] {
  if (state?.running)
    return [
      [name, 'Running'],
      ['  Started', date(state.running.startedAt)],
    ];
  if (state?.terminated) {
    const { reason, exitCode, startedAt, finishedAt } = state.terminated;
    return [
      [name, 'Terminated'],
      ['  Reason', reason ?? ''],
      ['  Exit Code', String(exitCode)],
      ['  Started', date(startedAt)],
      ['  Finished', date(finishedAt)],
    ];
  }
  return [
    [name, 'Waiting'],
    ...(state?.waiting?.reason ? [['  Reason', state.waiting.reason] as Entry] : []),
  ];
}

function probeText(probe: Json): string {
  const how = probe.httpGet
    ? `http-get http://${probe.httpGet.host ?? ''}:${probe.httpGet.port}${probe.httpGet.path ?? '/'}`
    : probe.tcpSocket
      ? `tcp-socket :${probe.tcpSocket.port}`
      : `exec [${(probe.exec?.command ?? []).join(' ')}]`;
  const {
    initialDelaySeconds = 0,
    timeoutSeconds = 1,
    periodSeconds = 10,
    successThreshold = 1,
    failureThreshold = 3,
  } = probe;
  return `${how} delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`;
}

function environmentText({ name, value, valueFrom = {} }: Json): string {
  const { secretKeyRef, configMapKeyRef, fieldRef } = valueFrom;
  if (secretKeyRef) return `${name}: <set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name}'>`;
  if (configMapKeyRef)
    return `${name}: <set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name}'>`;
  if (fieldRef) return `${name}: (${fieldRef.apiVersion ?? 'v1'}:${fieldRef.fieldPath})`;
  return `${name}: ${value ?? ''}`;
}

const mountText = ({ name, mountPath, readOnly }: Json) =>
  `${mountPath} from ${name} (${readOnly ? 'ro' : 'rw'})`;

function conditions(list: Json[], withReason: boolean): string[] {
  if (list.length === 0) return [];
  const rows = list.map(({ type, status, reason }) => [
    '',
    type,
    status,
    ...(withReason ? [reason ?? ''] : []),
  ]);
  const header = withReason
    ? [
        ['', 'Type', 'Status', 'Reason'],
        ['', '----', '------', '------'],
      ]
    : [['', 'Type', 'Status']];
  return ['Conditions:', ...tabbed([...header, ...rows]).map((text) => text.slice(1))];
}

function volumes(list: Json[]): string[] {
  if (list.length === 0) return [];
  return [
    'Volumes:',
    ...list.flatMap(({ name, ...source }) => {
      const [kind = 'emptyDir'] = Object.keys(source);
      const of = source[kind]?.name ?? source[kind]?.secretName ?? '';
      return [`  ${name}:`, `    Type:  ${kind[0]!.toUpperCase()}${kind.slice(1)}${of ? ` (${of})` : ''}`];
    }),
  ];
}

export async function describeDeployment(session: Session, deployment: Json): Promise<string[]> {
  const { metadata, spec, status = {} } = deployment;
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status;
  const rolling = spec.strategy?.rollingUpdate;
  const head: Entry[] = [
    ['Name', metadata.name],
    ['Namespace', metadata.namespace],
    ['CreationTimestamp', date(metadata.creationTimestamp)],
    ['Labels', pairs(metadata.labels)],
    ['Annotations', pairs(metadata.annotations, ': ')],
    ['Selector', selectorText(spec.selector)],
    [
      'Replicas',
      `${spec.replicas} desired | ${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable`,
    ],
    ['StrategyType', spec.strategy?.type ?? 'RollingUpdate'],
    ['MinReadySeconds', String(spec.minReadySeconds ?? 0)],
    ...(rolling
      ? [
          [
            'RollingUpdateStrategy',
            `${rolling.maxUnavailable} max unavailable, ${rolling.maxSurge} max surge`,
          ] as Entry,
        ]
      : []),
  ];
  const template = spec.template;
  return [
    ...columns(head),
    'Pod Template:',
    ...columns([['Labels', pairs(template.metadata?.labels)]], 2),
    ...containers('Containers', template.spec.containers, [])
      .filter((line) => !/^ {4}(Container ID|Image ID|State|Ready|Restart Count|Started):/.test(line))
      .map((line) => ` ${line}`),
    ...conditions(status.conditions ?? [], true),
    ...(await replicaSets(session, deployment)),
  ];
}

async function replicaSets(session: Session, { metadata, spec }: Json): Promise<string[]> {
  const path = `/apis/apps/v1/namespaces/${metadata.namespace}/replicasets`;
  const query = { labelSelector: selectorText(spec.selector) };
  const { items }: { items: Json[] } = await session.client.json(path, { query });
  const own = items.filter((set) =>
    (set.metadata.ownerReferences ?? []).some(({ uid }: Json) => uid === metadata.uid),
  );
  const revision = 'deployment.kubernetes.io/revision';
  const current = metadata.annotations?.[revision];
  const text = (set: Json) =>
    `${set.metadata.name} (${set.status?.replicas ?? 0}/${set.spec.replicas} replicas created)`;
  const isNew = (set: Json) => set.metadata.annotations?.[revision] === current;
  return columns([
    [
      'OldReplicaSets',
      own
        .filter((set) => !isNew(set))
        .map(text)
        .join(', ') || '<none>',
    ],
    ['NewReplicaSet', own.filter(isNew).map(text).join(', ') || '<none>'],
  ]);
}
