/** The node's side of the API server's requests: logs, exec, attach, connections, usage. */
import { randomBytes } from 'node:crypto';
import { ApiError, badRequest } from '../apiserver/index.ts';
import type { NodeApi } from '../apiserver/index.ts';
import { shownState } from './containers/container-state.ts';
import { loggedInstance } from './containers/container-status.ts';
import type { ContainerWorker } from './containers/container-worker.ts';
import type { Context } from './context.ts';
import type { PodWorker } from './pods/pod-worker.ts';

export function nodeApi(context: Context, workers: () => Iterable<PodWorker>): NodeApi {
  const { api, runtime, network } = context;

  /** Whether the pod exists and is bound to no node yet. */
  function isUnscheduled(namespace: string, name: string): boolean {
    const pod = api.get('pods', namespace, name);
    return pod !== undefined && !pod.spec.nodeName;
  }

  function find(namespace: string, name: string): PodWorker {
    const found = [...workers()].filter(
      ({ pod }) => pod.metadata.namespace === namespace && pod.metadata.name === name,
    );
    // After a forced deletion the old pod may still be terminating.
    const worker = found.at(-1);
    if (worker === undefined) {
      if (isUnscheduled(namespace, name)) throw badRequest(`pod ${name} does not have a host assigned`);
      throw new ApiError(404, 'NotFound', `pods "${name}" not found`, { name, kind: 'pods' });
    }
    return worker;
  }

  function running(namespace: string, pod: string, name: string | undefined): string {
    const worker = find(namespace, pod);
    const { phase } = worker.pod.status ?? {};
    if (phase === 'Succeeded' || phase === 'Failed') {
      throw badRequest(`cannot exec into a container in a completed pod; current phase is ${phase}`);
    }
    const container = containerOf(worker, name);
    if (container.runningId !== undefined) return container.runningId;
    throw new ApiError(
      500,
      'InternalError',
      `Internal error occurred: unable to upgrade connection: container not found ("${container.container.name}")`,
    );
  }

  return {
    logs(namespace, pod, name, options) {
      if (isUnscheduled(namespace, pod)) return nothing();
      const container = containerOf(find(namespace, pod), name);
      return runtime.logs(logInstance(container, pod, options.previous ?? false), options);
    },
    async exec(namespace, pod, name, options) {
      const session = await runtime.exec(running(namespace, pod, name), options);
      if (session.failure !== undefined) throw cannotStart(session.failure);
      return session;
    },
    attach: (namespace, pod, name) => runtime.attach(running(namespace, pod, name)),
    async dial(namespace, pod, port) {
      const { address } = find(namespace, pod);
      if (address === undefined) throw badRequest(`pod ${pod} does not have a host assigned`);
      return network.dial(address, port);
    },
    usage: (namespace, pod) =>
      find(namespace, pod).containers.flatMap(({ container, runningId }) => {
        const usage = runningId === undefined ? undefined : runtime.usage(runningId);
        return usage ? [{ container: container.name, ...usage }] : [];
      }),
  };
}

async function* nothing(): AsyncGenerator<never> {}

/** The chain of messages that a containerd node gives for a missing program. */
function cannotStart(failure: string): ApiError {
  const id = randomBytes(32).toString('hex');
  return new ApiError(
    500,
    'InternalError',
    `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${id}": ${failure}`,
  );
}

function containerOf({ pod, containers }: PodWorker, name: string | undefined): ContainerWorker {
  if (name !== undefined) {
    const found = containers.find(({ container }) => container.name === name);
    if (found === undefined) throw badRequest(`container ${name} is not valid for pod ${pod.metadata.name}`);
    return found;
  }
  const names = (list: { name: string }[] | undefined) => (list ?? []).map((one) => one.name);
  const main = names(pod.spec.containers);
  const init = names(pod.spec.initContainers);
  if (main.length === 1) return containers[0]!;
  const alternatives = init.length > 0 ? ` or one of the init containers: [${init.join(' ')}]` : '';
  throw badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${main.join(' ')}]${alternatives}`,
  );
}

function logInstance({ container, state }: ContainerWorker, pod: string, previous: boolean): string {
  const id = loggedInstance(state, previous);
  if (id !== undefined) return id;
  const { name } = container;
  if (previous) throw badRequest(`previous terminated container "${name}" in pod "${pod}" not found`);
  const shown = shownState(state.phase);
  const reason = 'waiting' in shown ? shown.waiting.reason : 'ContainerCreating';
  throw badRequest(
    `container "${name}" in pod "${pod}" is waiting to start: ${WHY_WAITING[reason] ?? reason}`,
  );
}

const WHY_WAITING: Record<string, string> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};
