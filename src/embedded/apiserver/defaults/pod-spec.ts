/** Defaults of pods and pod templates. */
import { isObject } from '../json.ts';
import type { Json } from '../json.ts';
import { setContainerDefaults, setVolumeDefaults } from './container.ts';

export function setPodSpecDefaults(spec: Json): void {
  if (!isObject(spec)) return;
  spec['dnsPolicy'] ||= 'ClusterFirst';
  spec['restartPolicy'] ||= 'Always';
  spec['securityContext'] ??= {};
  spec['terminationGracePeriodSeconds'] ??= 30;
  spec['schedulerName'] ||= 'default-scheduler';
  // The deprecated alias of the field.
  if (spec['serviceAccountName']) spec['serviceAccount'] = spec['serviceAccountName'];
  else if (spec['serviceAccount']) spec['serviceAccountName'] = spec['serviceAccount'];
  for (const container of [...(spec['initContainers'] ?? []), ...(spec['containers'] ?? [])]) {
    setContainerDefaults(container);
    if (spec['hostNetwork']) for (const port of container.ports ?? []) port.hostPort ??= port.containerPort;
  }
  for (const volume of spec['volumes'] ?? []) setVolumeDefaults(volume);
}

const TOLERATED = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

/** Defaults of pods only, not of templates; a real cluster sets some of them by admission. */
export function setPodDefaults(pod: Json): void {
  const { spec } = pod;
  if (!isObject(spec)) return;
  setPodSpecDefaults(spec);
  spec['enableServiceLinks'] ??= true;
  spec['serviceAccountName'] ||= 'default';
  spec['serviceAccount'] ||= spec['serviceAccountName'];
  spec['priority'] ??= 0;
  spec['preemptionPolicy'] ??= 'PreemptLowerPriority';
  const tolerations: Json[] = (spec['tolerations'] ??= []);
  for (const key of TOLERATED)
    if (!tolerations.some((one) => one.key === key || (!one.key && one.operator === 'Exists')))
      tolerations.push({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 });
  for (const container of [...(spec['initContainers'] ?? []), ...(spec['containers'] ?? [])]) {
    const { resources } = container;
    if (resources?.limits) resources.requests = { ...resources.limits, ...resources.requests };
  }
}

/** BestEffort without any request or limit, Guaranteed if all limits equal the requests, otherwise Burstable. */
export function qosClass(spec: Json): string {
  const containers: Json[] = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const counted = ['cpu', 'memory'];
  const has = (part: Json) => counted.some((name) => part?.[name] !== undefined);
  if (!containers.some(({ resources }) => has(resources?.limits) || has(resources?.requests)))
    return 'BestEffort';
  const guaranteed = containers.every(({ resources }) =>
    counted.every(
      (name) =>
        resources?.limits?.[name] !== undefined &&
        resources.limits[name] === (resources.requests?.[name] ?? resources.limits[name]),
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
