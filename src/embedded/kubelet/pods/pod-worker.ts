/** One pod on this node, from its binding to its removal. */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../apiserver/index.ts';
import type { KubeObject } from '../../apiserver/index.ts';
import type { PodSandbox } from '../containers/container-spec.ts';
import { ContainerWorker } from '../containers/container-worker.ts';
import type { RestartPolicy } from '../containers/container-worker.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { labelsDiffer } from '../fields.ts';
import type { PodAddresses } from '../fields.ts';
import { hostsContent, writeInPlace } from './hosts-file.ts';
import type { PodPort } from './pod-port.ts';
import { addressesOf, graceLeft, nextPod } from './pod-state.ts';
import type { PodEvent, PodState } from './pod-state.ts';
import { statusBefore } from './pod-status.ts';
import { StatusManager } from './status-manager.ts';
import type { ContainerList } from './status-manager.ts';
import type { PodContainer } from '../pod-types.ts';
import { makeVolumes } from '../volumes/pod-volumes.ts';

const VOLUME_RETRY_MS = 1000;

export class PodWorker {
  readonly #context: Context;
  readonly #folder: string;
  readonly #hostsFile: string;
  readonly #init: ContainerWorker[];
  readonly #main: ContainerWorker[];
  readonly #status: StatusManager;
  /** Ends the waiting for volumes; whether the pod is to stop is in the state. */
  readonly #stopping = new AbortController();
  readonly #terminated = Promise.withResolvers<void>();
  #pod: KubeObject;
  #state: PodState = { type: 'pending' };
  #synced: Promise<void> = Promise.resolve();

  constructor(context: Context, pod: KubeObject) {
    this.#context = context;
    this.#pod = pod;
    this.#folder = join(context.volumesFolder, pod.metadata.uid);
    this.#hostsFile = join(this.#folder, 'etc-hosts');
    this.#status = new StatusManager(context.api, pod);
    const policy = pod.spec.restartPolicy ?? 'Always';
    const init: PodContainer[] = pod.spec.initContainers ?? [];
    const main: PodContainer[] = pod.spec.containers;
    const onFailure = policy === 'Always' ? 'OnFailure' : policy;
    this.#init = init.map((one) => this.#worker('initContainers', one, one.restartPolicy ?? onFailure));
    this.#main = main.map((one) => this.#worker('containers', one, policy));
  }

  #worker(list: ContainerList, container: PodContainer, policy: RestartPolicy): ContainerWorker {
    const port: PodPort = {
      folder: this.#folder,
      pod: () => this.#pod,
      report: (status) => {
        this.#status.report(list, status);
        this.#writeStatus();
      },
      event: (type, reason, message) => this.#event(type, reason, message),
    };
    const worker = new ContainerWorker(this.#context, port, container, {
      policy,
      waiting: this.#pod.spec.initContainers?.length > 0 ? 'PodInitializing' : 'ContainerCreating',
      before: statusBefore(this.#pod, container.name),
    });
    this.#status.report(list, worker.status);
    return worker;
  }

  get pod(): KubeObject {
    return this.#pod;
  }

  get address(): string | undefined {
    return addressesOf(this.#state)?.podIP;
  }

  get containers(): ContainerWorker[] {
    return [...this.#main, ...this.#init];
  }

  #dispatch(event: PodEvent): void {
    this.#state = nextPod(this.#state, event);
  }

  get #isStopping(): boolean {
    return this.#state.type === 'terminating' || this.#state.type === 'finished';
  }

  start(): void {
    this.#synced = this.#sync().catch((error: unknown) =>
      this.#context.onError(this.#pod.metadata.name, error),
    );
  }

  async #sync(): Promise<void> {
    const sandbox = await this.#prepare();
    if (sandbox === undefined) return;
    for (const worker of this.#init) {
      if (this.#isStopping) return;
      if (worker.container.restartPolicy === 'Always') {
        void worker.run(sandbox);
        await worker.startedOnce;
        continue;
      }
      await worker.run(sandbox);
      const { phase } = worker.state;
      if (phase.type !== 'terminated' || phase.end.exitCode !== 0) return;
    }
    if (this.#isStopping) return;
    await Promise.all(this.#main.map((worker) => worker.run(sandbox)));
    if (this.#isStopping) return;
    // All main containers have ended for good, so the sidecars are no longer needed.
    await Promise.all(this.#init.map((worker) => worker.stop(this.#grace)));
    this.#writeStatus();
  }

  get #grace(): number {
    return this.#pod.spec.terminationGracePeriodSeconds ?? 30;
  }

  /** @returns undefined if the pod is to stop */
  async #prepare(): Promise<PodSandbox | undefined> {
    const { network } = this.#context;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const addresses = { podIP: network.allocate(), hostIP: network.nodeAddress };
    this.#dispatch({ type: 'addressed', addresses });
    this.writeHosts();
    this.#writeStatus();
    let lastMessage = '';
    while (!this.#isStopping) {
      try {
        const volumes = this.#makeVolumes(addresses);
        this.#dispatch({ type: 'mounted', volumes: volumes.size });
        return { addresses, hostsFile: this.#hostsFile, volumes };
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        if (error.message !== lastMessage) this.#event('Warning', 'FailedMount', error.message);
        lastMessage = error.message;
        await sleep(VOLUME_RETRY_MS, undefined, { signal: this.#stopping.signal }).catch(() => {});
      }
    }
    return undefined;
  }

  #makeVolumes(addresses: PodAddresses): Map<string, string> {
    const { api, tokenFor, caPem } = this.#context;
    return makeVolumes(this.#folder, { api, pod: this.#pod, addresses, tokenFor, caPem });
  }

  /** Call when objects that a volume shows may have changed. */
  refreshVolumes(): void {
    if (this.#state.type !== 'running' || !this.#state.hasVolumes) return;
    try {
      this.#makeVolumes(this.#state.addresses);
    } catch (error) {
      // If an object is gone its last content stays, as with a real kubelet.
      if (!(error instanceof ConfigError)) this.#context.onError(this.#pod.metadata.name, error);
    }
  }

  writeHosts(): void {
    const { address } = this;
    if (address === undefined) return;
    const lines = this.#context.network.serviceHosts(this.#pod.metadata.namespace!);
    writeInPlace(this.#hostsFile, hostsContent(this.#pod, address, lines));
  }

  update(pod: KubeObject): void {
    const relabelled = labelsDiffer(this.#pod, pod);
    this.#pod = pod;
    if (relabelled) this.refreshVolumes();
    if (pod.metadata.deletionTimestamp !== undefined) {
      void this.terminate(pod.metadata.deletionGracePeriodSeconds ?? this.#grace);
    }
  }

  /** Stops the pod and removes it from the API server. A second call may shorten the grace period. */
  terminate(graceSeconds: number): Promise<void> {
    const before = this.#state;
    const begins = !this.#isStopping;
    this.#dispatch({ type: 'terminate', graceSeconds, now: this.#context.now() });
    if (begins) {
      this.#stopping.abort();
      void this.#end(graceSeconds, addressesOf(before))
        .catch((error: unknown) => this.#context.onError(this.#pod.metadata.name, error))
        .finally(this.#terminated.resolve);
    } else if (this.#state !== before) {
      for (const worker of this.containers) worker.shortenGracePeriod(graceSeconds);
    }
    return this.#terminated.promise;
  }

  async #end(graceSeconds: number, addresses: PodAddresses | undefined): Promise<void> {
    await Promise.all(this.#main.map((worker) => worker.stop(graceSeconds)));
    const left = graceLeft(this.#state, this.#context.now());
    await Promise.all(this.#init.map((worker) => worker.stop(left)));
    await this.#synced;
    this.#writeStatus();
    this.#dispatch({ type: 'finish' });
    const { namespace, name, uid } = this.#pod.metadata;
    try {
      this.#context.api.finalizeDelete('pods', namespace, name, uid);
    } catch (error) {
      // It has been removed already, or another pod has its name.
      if (!(error instanceof ApiError && [404, 409].includes(error.code))) throw error;
    }
    await this.#cleanUp(addresses);
  }

  async #cleanUp(addresses: PodAddresses | undefined): Promise<void> {
    const { runtime, network } = this.#context;
    for (const id of this.containers.flatMap(({ state }) => state.instances)) {
      if (runtime.get(id) !== undefined) await runtime.remove(id, true);
    }
    if (addresses !== undefined) network.release(addresses.podIP);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** For the daemon's shutdown: stops all containers, and leaves the status in the API server for the next start. */
  async shutDown(): Promise<void> {
    const isEnding = this.#isStopping;
    this.#dispatch({ type: 'finish' });
    this.#stopping.abort();
    if (isEnding) {
      for (const worker of this.containers) worker.shortenGracePeriod(0);
      await this.#terminated.promise;
      return;
    }
    await Promise.all(this.containers.map((worker) => worker.stop(0)));
    await this.#synced;
  }

  #writeStatus(): void {
    if (this.#state.type !== 'finished') this.#status.write(this.#pod, addressesOf(this.#state));
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    if (this.#state.type !== 'finished')
      this.#context.api.recordEvent(this.#pod, { type, reason, message, component: 'kubelet' });
  }
}
