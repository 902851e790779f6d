/** A pod's status from its containers' statuses. Pure. */
import type { KubeObject } from '../../apiserver/index.ts';
import type { PodAddresses } from '../fields.ts';
import type { ContainerStatus, PodContainer } from '../pod-types.ts';

export interface PodFacts {
  pod: KubeObject;
  /** Undefined until the pod has an address. */
  addresses: PodAddresses | undefined;
  startTime: string;
  init: ContainerStatus[];
  main: ContainerStatus[];
  now: string;
}

interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  lastProbeTime: null;
  lastTransitionTime: string;
  reason?: string;
  message?: string;
}

type Draft = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

export function podStatus(facts: PodFacts): Record<string, unknown> {
  const { pod, addresses, startTime, init, main } = facts;
  const phase = phaseOf(pod, init, main);
  return {
    phase,
    conditions: conditions(facts, phase),
    ...(addresses
      ? {
          hostIP: addresses.hostIP,
          hostIPs: [{ ip: addresses.hostIP }],
          podIP: addresses.podIP,
          podIPs: [{ ip: addresses.podIP }],
        }
      : {}),
    startTime,
    ...(init.length > 0 ? { initContainerStatuses: init } : {}),
    containerStatuses: main,
    qosClass: qosClass(pod),
  };
}

const terminated = ({ state }: ContainerStatus) => ('terminated' in state ? state.terminated : undefined);
const isSidecar = (pod: KubeObject, name: string) =>
  (pod.spec.initContainers ?? []).some(
    (one: PodContainer) => one.name === name && one.restartPolicy === 'Always',
  );

/** Whether an init container has completed. */
function isDone(pod: KubeObject, status: ContainerStatus): boolean {
  if (isSidecar(pod, status.name)) return status.started;
  return terminated(status)?.exitCode === 0;
}

export function phaseOf(pod: KubeObject, init: ContainerStatus[], main: ContainerStatus[]): string {
  const policy: string = pod.spec.restartPolicy ?? 'Always';
  const initFailed = init.some((one) => (terminated(one)?.exitCode ?? 0) !== 0 && !isSidecar(pod, one.name));
  if (initFailed && policy === 'Never') return 'Failed';
  if (!init.every((one) => isDone(pod, one)) && main.every((one) => !everRan(one))) return 'Pending';
  const ended = main.map(terminated);
  const deleted = pod.metadata.deletionTimestamp !== undefined;
  if (main.length > 0 && ended.every((one) => one !== undefined) && (policy !== 'Always' || deleted)) {
    const failed = ended.some((one) => one!.exitCode !== 0);
    if (!failed) return 'Succeeded';
    if (policy === 'Never' || deleted) return 'Failed';
    return 'Running';
  }
  return main.every((one) => !everRan(one)) ? 'Pending' : 'Running';
}

const everRan = ({ state, lastState }: ContainerStatus) =>
  'running' in state || 'terminated' in state || lastState.terminated !== undefined;

function conditions({ pod, init, main, addresses, now }: PodFacts, phase: string): Condition[] {
  const names = (list: ContainerStatus[]) => list.map(({ name }) => name).join(' ');
  const waitingInit = init.filter((one) => !isDone(pod, one));
  const unready = [...main, ...init.filter(({ name }) => isSidecar(pod, name))].filter(({ ready }) => !ready);
  const initialized: Draft =
    waitingInit.length === 0 || phase === 'Succeeded'
      ? { type: 'Initialized', status: 'True', ...(phase === 'Succeeded' ? { reason: 'PodCompleted' } : {}) }
      : {
          type: 'Initialized',
          status: 'False',
          reason: 'ContainersNotInitialized',
          message: `containers with incomplete status: [${names(waitingInit)}]`,
        };
  const notReady =
    phase === 'Succeeded'
      ? { reason: 'PodCompleted' }
      : phase === 'Failed'
        ? { reason: 'PodFailed' }
        : { reason: 'ContainersNotReady', message: `containers with unready status: [${names(unready)}]` };
  const allReady = unready.length === 0 && waitingInit.length === 0;
  const readiness = (type: string): Draft =>
    allReady ? { type, status: 'True' } : { type, status: 'False', ...notReady };
  const drafts: Draft[] = [
    { type: 'PodReadyToStartContainers', status: addresses ? 'True' : 'False' },
    initialized,
    withGates(pod, readiness('Ready')),
    readiness('ContainersReady'),
    { type: 'PodScheduled', status: 'True' },
  ];
  const present: Condition[] = pod.status?.conditions ?? [];
  const own = drafts.map((draft): Condition => {
    const before = present.find(({ type }) => type === draft.type);
    const lastTransitionTime = before?.status === draft.status ? before.lastTransitionTime : now;
    return { ...draft, lastProbeTime: null, lastTransitionTime };
  });
  const foreign = present.filter(({ type }) => drafts.every((draft) => draft.type !== type));
  return [...own, ...foreign];
}

/** A pod with readiness gates is ready when their conditions are true as well. */
function withGates(pod: KubeObject, ready: Draft): Draft {
  const gates: { conditionType: string }[] = pod.spec.readinessGates ?? [];
  const present: Condition[] = pod.status?.conditions ?? [];
  const closed = gates.filter(({ conditionType }) =>
    present.every(({ type, status }) => type !== conditionType || status !== 'True'),
  );
  if (ready.status !== 'True' || closed.length === 0) return ready;
  const message = closed
    .map(
      ({ conditionType }) =>
        `corresponding condition of pod readiness gate "${conditionType}" does not exist.`,
    )
    .join(', ');
  return { type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message };
}

export function qosClass(pod: KubeObject): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const containers: PodContainer[] = [...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? [])];
  const sets = containers.flatMap(({ resources }) => [resources?.requests ?? {}, resources?.limits ?? {}]);
  if (sets.every((set) => set['cpu'] === undefined && set['memory'] === undefined)) return 'BestEffort';
  const guaranteed = containers.every(({ resources }) =>
    ['cpu', 'memory'].every((name) => {
      const limit = resources?.limits?.[name];
      return limit !== undefined && (resources?.requests?.[name] ?? limit) === limit;
    }),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

/** `status`, with nulls that remove a stale message or reason: a merge patch keeps fields that it does not name. */
export function replacing(present: object | undefined, status: object): object {
  const gone = ['message', 'reason'].filter((key) => present && key in present && !(key in status));
  return { ...Object.fromEntries(gone.map((key) => [key, null])), ...status };
}

/** A container's status from before the daemon's restart. */
export function statusBefore({ status }: KubeObject, name: string): ContainerStatus | undefined {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].find(
    (one: ContainerStatus) => one.name === name,
  );
}
