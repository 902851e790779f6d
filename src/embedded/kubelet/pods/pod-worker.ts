/** One pod on this node, from its binding to its end. */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { timestamp } from '../../../notation/index.ts';
import { ApiError } from '../../apiserver/index.ts';
import type { KubeObject } from '../../apiserver/index.ts';
import { ContainerWorker } from '../containers/container-worker.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { labelsDiffer } from '../fields.ts';
import type { PodAddresses } from '../fields.ts';
import { hostsContent, writeInPlace } from './hosts-file.ts';
import type { PodPort } from './pod-port.ts';
import { podStatus, replacing, statusBefore } from './pod-status.ts';
import type { PodContainer } from '../pod-types.ts';
import { makeVolumes } from '../volumes/pod-volumes.ts';

const VOLUME_RETRY_MS = 1000;

export class PodWorker {
  readonly #context: Context;
  readonly #folder: string;
  readonly #init: ContainerWorker[];
  readonly #main: ContainerWorker[];
  readonly #stopping = new AbortController();
  #pod: KubeObject;
  #addresses: PodAddresses | undefined;
  #volumes = new Map<string, string>();
  #startTime: string;
  #written = '';
  #finished: Promise<void> = Promise.resolve();
  #termination: Promise<void> | undefined;
  #silent = false;

  constructor(context: Context, pod: KubeObject) {
    this.#context = context;
    this.#pod = pod;
    this.#folder = join(context.volumesFolder, pod.metadata.uid);
    this.#startTime = pod.status?.startTime ?? timestamp();
    const policy = pod.spec.restartPolicy ?? 'Always';
    const init: PodContainer[] = pod.spec.initContainers ?? [];
    const main: PodContainer[] = pod.spec.containers;
    const waiting = init.length > 0 ? 'PodInitializing' : 'ContainerCreating';
    const before = (name: string) => statusBefore(pod, name);
    const port: PodPort = {
      folder: this.#folder,
      parts: () => ({
        pod: this.#pod,
        addresses: this.#addresses!,
        hostsFile: this.#hostsFile,
        volumes: this.#volumes,
      }),
      changed: () => this.#writeStatus(),
      event: (type, reason, message) => this.#event(type, reason, message),
    };
    const onFailure = policy === 'Always' ? 'OnFailure' : policy;
    this.#init = init.map(
      (container) =>
        new ContainerWorker(context, port, container, {
          policy: container.restartPolicy ?? onFailure,
          waiting: 'PodInitializing',
          before: before(container.name),
        }),
    );
    this.#main = main.map(
      (container) =>
        new ContainerWorker(context, port, container, { policy, waiting, before: before(container.name) }),
    );
  }

  get pod(): KubeObject {
    return this.#pod;
  }

  get address(): string | undefined {
    return this.#addresses?.podIP;
  }

  get containers(): ContainerWorker[] {
    return [...this.#main, ...this.#init];
  }

  get #hostsFile(): string {
    return join(this.#folder, 'etc-hosts');
  }

  start(): void {
    this.#finished = this.#run().catch((error: unknown) =>
      this.#context.onError(this.#pod.metadata.name, error),
    );
  }

  async #run(): Promise<void> {
    if (!(await this.#setUp())) return;
    for (const worker of this.#init) {
      if (this.#stopping.signal.aborted) return;
      if (worker.container.restartPolicy === 'Always') {
        void worker.run();
        await worker.startedOnce;
        continue;
      }
      await worker.run();
      const { state } = worker.status();
      if (!('terminated' in state) || state.terminated.exitCode !== 0) return;
    }
    if (this.#stopping.signal.aborted) return;
    await Promise.all(this.#main.map((worker) => worker.run()));
    if (this.#stopping.signal.aborted) return;
    // Every main container has ended for good: the sidecars have nobody left to serve.
    await Promise.all(this.#init.map((worker) => worker.stop(this.#grace)));
    this.#writeStatus();
  }

  get #grace(): number {
    return this.#pod.spec.terminationGracePeriodSeconds ?? 30;
  }

  /** @returns false when it was told to stop first */
  async #setUp(): Promise<boolean> {
    const { network } = this.#context;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.#addresses = { podIP: network.allocate(), hostIP: network.nodeAddress };
    this.writeHosts();
    this.#writeStatus();
    let told = '';
    while (!this.#stopping.signal.aborted) {
      try {
        this.#volumes = this.#makeVolumes();
        return true;
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        if (error.message !== told) this.#event('Warning', 'FailedMount', error.message);
        told = error.message;
        await sleep(VOLUME_RETRY_MS, undefined, { signal: this.#stopping.signal }).catch(() => {});
      }
    }
    return false;
  }

  #makeVolumes(): Map<string, string> {
    const { api, tokenFor, caPem } = this.#context;
    return makeVolumes(this.#folder, { api, pod: this.#pod, addresses: this.#addresses!, tokenFor, caPem });
  }

  /** The objects a volume is made of may have changed. */
  refreshVolumes(): void {
    if (this.#volumes.size === 0 || this.#termination !== undefined) return;
    try {
      this.#makeVolumes();
    } catch (error) {
      // What is gone stays as it last was, as with a real kubelet.
      if (!(error instanceof ConfigError)) this.#context.onError(this.#pod.metadata.name, error);
    }
  }

  writeHosts(): void {
    if (this.#addresses === undefined || this.#silent) return;
    const lines = this.#context.network.serviceHosts(this.#pod.metadata.namespace!);
    writeInPlace(this.#hostsFile, hostsContent(this.#pod, this.#addresses.podIP, lines));
  }

  update(pod: KubeObject): void {
    const relabelled = labelsDiffer(this.#pod, pod);
    this.#pod = pod;
    if (relabelled) this.refreshVolumes();
    if (pod.metadata.deletionTimestamp !== undefined) {
      void this.terminate(pod.metadata.deletionGracePeriodSeconds ?? this.#grace);
    }
  }

  /** Ends the pod and lets the API server forget it; again with less grace to make haste. */
  terminate(graceSeconds: number): Promise<void> {
    if (this.#termination !== undefined) {
      for (const worker of this.containers) worker.hurry(graceSeconds);
      return this.#termination;
    }
    this.#stopping.abort();
    this.#termination = this.#end(graceSeconds).catch((error: unknown) =>
      this.#context.onError(this.#pod.metadata.name, error),
    );
    return this.#termination;
  }

  async #end(graceSeconds: number): Promise<void> {
    const deadline = this.#context.now() + graceSeconds * 1000;
    await Promise.all(this.#main.map((worker) => worker.stop(graceSeconds)));
    const left = Math.max((deadline - this.#context.now()) / 1000, graceSeconds > 0 ? 1 : 0);
    await Promise.all(this.#init.map((worker) => worker.stop(left)));
    await this.#finished;
    this.#writeStatus();
    this.#silent = true;
    const { namespace, name, uid } = this.#pod.metadata;
    try {
      this.#context.api.finalizeDelete('pods', namespace, name, uid);
    } catch (error) {
      // Somebody was faster: it is gone, or another pod has its name.
      if (!(error instanceof ApiError && [404, 409].includes(error.code))) throw error;
    }
    await this.#cleanUp();
  }

  async #cleanUp(): Promise<void> {
    const { runtime, network } = this.#context;
    for (const id of this.containers.flatMap((worker) => worker.instances())) {
      if (runtime.get(id) !== undefined) await runtime.remove(id, true);
    }
    if (this.#addresses !== undefined) network.release(this.#addresses.podIP);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** The daemon ends: everything stops, and what the API server knows stays as it is, for the next start. */
  async abandon(): Promise<void> {
    this.#silent = true;
    this.#stopping.abort();
    if (this.#termination !== undefined) {
      for (const worker of this.containers) worker.hurry(0);
      await this.#termination;
      return;
    }
    await Promise.all(this.containers.map((worker) => worker.stop(0)));
    await this.#finished;
  }

  #writeStatus(): void {
    if (this.#silent) return;
    const { namespace, name, uid } = this.#pod.metadata;
    const { api } = this.#context;
    const current = api.get('pods', namespace, name);
    if (current === undefined || current.metadata.uid !== uid) return;
    const status = podStatus({
      pod: current,
      addresses: this.#addresses,
      startTime: this.#startTime,
      init: this.#init.map((worker) => worker.status()),
      main: this.#main.map((worker) => worker.status()),
      now: timestamp(),
    });
    const text = JSON.stringify(status);
    if (text === this.#written) return;
    this.#written = text;
    api.mergePatch('pods', namespace, name, { status: replacing(current.status, status) }, 'status');
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    if (!this.#silent)
      this.#context.api.recordEvent(this.#pod, { type, reason, message, component: 'kubelet' });
  }
}
