/** One container of a pod: pulled, created, started, watched, restarted, stopped. */
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../../containers/index.ts';
import type { ExecOptions, ExecSession } from '../../containers/index.ts';
import type { Image } from '../../images/index.ts';
import { formatGoDuration, timestamp } from '../../../notation/index.ts';
import { BackoffTimer } from './backoff.ts';
import { containerSpec } from './container-spec.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { ImagePull } from './image-pull.ts';
import type { ContainerStateStatus, ContainerStatus, PodContainer, Terminated } from '../pod-types.ts';
import type { PodPort } from '../pods/pod-port.ts';
import { RunningContainer } from './running-container.ts';
import { takeOver } from './take-over.ts';
import { makeMessageFile } from './termination-message.ts';

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

const CONFIG_RETRY_MS = 1000;

export class ContainerWorker {
  readonly container: PodContainer;
  readonly #context: Context;
  readonly #pod: PodPort;
  readonly #policy: RestartPolicy;
  readonly #backoff: BackoffTimer;
  readonly #pull: ImagePull;
  readonly #stopping = new AbortController();
  readonly #startedOnce = Promise.withResolvers<void>();
  #grace = 30;
  #state: ContainerStateStatus;
  #lastState: ContainerStatus['lastState'];
  #restartCount: number;
  /** To the millisecond, which the status is not. */
  #endedAt = 0;
  #ready = false;
  #started = false;
  #imageID = '';
  #run: RunningContainer | undefined;
  #current: string | undefined;
  #previous: string | undefined;
  #finished: Promise<void> = Promise.resolve();

  constructor(
    context: Context,
    pod: PodPort,
    container: PodContainer,
    options: { policy: RestartPolicy; waiting: string; before: ContainerStatus | undefined },
  ) {
    this.#context = context;
    this.#pod = pod;
    this.container = container;
    this.#policy = options.policy;
    this.#state = { waiting: { reason: options.waiting } };
    this.#backoff = new BackoffTimer(context.restartBackoff);
    this.#pull = new ImagePull(context, pod, container, (state) => this.#setState(state));
    const { lastState, restartCount } = takeOver(options.before);
    this.#lastState = lastState;
    this.#restartCount = restartCount;
  }

  status(): ContainerStatus {
    return {
      name: this.container.name,
      image: this.container.image,
      imageID: this.#imageID,
      ...(this.#current ? { containerID: `pycont://${this.#current}` } : {}),
      restartCount: this.#restartCount,
      ready: this.#ready,
      started: this.#started,
      state: this.#state,
      lastState: this.#lastState,
    };
  }

  /** In the runtime, newest first. */
  instances(): string[] {
    return [this.#current, this.#previous].filter((id) => id !== undefined);
  }

  get runningId(): string | undefined {
    return this.#run?.id;
  }

  /** Resolves when the startup probe has passed (or there is none), for those who wait for a sidecar. */
  get startedOnce(): Promise<void> {
    return this.#startedOnce.promise;
  }

  exec(options: ExecOptions): Promise<ExecSession> {
    return this.#context.runtime.exec(this.#run!.id, options);
  }

  /** Resolves when the container is not going to run again. */
  run(): Promise<void> {
    this.#finished = this.#loop();
    return this.#finished;
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const image = await this.#pull.wait(signal);
      if (image === undefined) return;
      this.#imageID = image.id;
      const id = await this.#create(image, signal);
      if (id !== undefined) await this.#supervise(id, image);
      const end = 'terminated' in this.#state ? this.#state.terminated : undefined;
      if (signal.aborted || end === undefined || !this.#restarts(end.exitCode)) return;
      await this.#waitForRestart(end, signal);
    }
  }

  #restarts(exitCode: number): boolean {
    return this.#policy === 'Always' || (this.#policy === 'OnFailure' && exitCode !== 0);
  }

  async #waitForRestart(end: Terminated, signal: AbortSignal): Promise<void> {
    const { now } = this.#context;
    const failedAt = this.#endedAt;
    const { waitMs, delayMs } = this.#backoff.remaining(failedAt, now());
    this.#lastState = { terminated: end };
    if (waitMs > 0) {
      const { metadata } = this.#pod.parts().pod;
      const { name } = this.container;
      const pod = `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
      const message = `back-off ${formatGoDuration(delayMs)} restarting failed container=${name} pod=${pod}`;
      this.#setState({ waiting: { reason: 'CrashLoopBackOff', message } });
      this.#pod.event('Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${pod}`);
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
    if (signal.aborted) return;
    this.#backoff.next(failedAt, now());
    this.#restartCount += 1;
  }

  /** Undefined when it was told to stop, or when the container could not be started: then it is terminated. */
  async #create(image: Image, signal: AbortSignal): Promise<string | undefined> {
    let told = '';
    while (!signal.aborted) {
      try {
        return await this.#createOnce(image);
      } catch (error) {
        if (error instanceof StartError) {
          this.#failedToStart(error);
          return undefined;
        }
        const { message } = error as Error;
        const reason = error instanceof ConfigError ? 'CreateContainerConfigError' : 'CreateContainerError';
        this.#setState({ waiting: { reason, message } });
        if (message !== told) this.#pod.event('Warning', 'Failed', `Error: ${message}`);
        told = message;
        await sleep(CONFIG_RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
    return undefined;
  }

  async #createOnce(image: Image): Promise<string> {
    const { runtime } = this.#context;
    const { name } = this.container;
    const parts = this.#pod.parts();
    const messageFile = makeMessageFile(this.#pod.folder, this.container, this.#restartCount);
    const spec = containerSpec(this.#context, parts, this.container, image, this.#restartCount, messageFile);
    const leftover = runtime.get(spec.name);
    if (leftover) await runtime.remove(leftover.id, true);
    const { id } = await runtime.create(spec);
    const outdated = this.#previous;
    this.#previous = this.#current;
    this.#current = id;
    if (outdated !== undefined) await runtime.remove(outdated, true);
    this.#pod.event('Normal', 'Created', `Created container: ${name}`);
    await runtime.start(id);
    this.#pod.event('Normal', 'Started', `Started container ${name}`);
    return id;
  }

  #failedToStart({ message }: StartError): void {
    const oci = `failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${message}: unknown`;
    const text = `failed to create containerd task: ${oci}`;
    this.#pod.event('Warning', 'Failed', `Error: ${text}`);
    const at = timestamp();
    this.#terminate({ exitCode: 128, reason: 'StartError', message: text, startedAt: at, finishedAt: at });
  }

  async #supervise(id: string, image: Image): Promise<void> {
    const run = new RunningContainer(
      this.#context,
      this.#pod,
      { container: this.container, id, image, restartCount: this.#restartCount },
      {
        running: (startedAt) => this.#setState({ running: { startedAt } }),
        started: () => this.#setProbed(true, this.#ready),
        ready: (ready) => this.#setProbed(this.#started, ready),
      },
    );
    this.#run = run;
    const ended = run.supervise();
    if (this.#stopping.signal.aborted) void run.kill(this.#grace, this.#farewell());
    else void run.begin();
    const end = await ended;
    this.#run = undefined;
    this.#terminate(end);
  }

  #setProbed(started: boolean, ready: boolean): void {
    this.#started = started;
    this.#ready = ready;
    if (started) this.#startedOnce.resolve();
    this.#pod.changed();
  }

  #terminate(end: Terminated): void {
    this.#endedAt = this.#context.now();
    this.#ready = false;
    this.#started = false;
    this.#setState({ terminated: end });
  }

  #setState(state: ContainerStateStatus): void {
    this.#state = state;
    this.#pod.changed();
  }

  #farewell(): string {
    return `Stopping container ${this.container.name}`;
  }

  /** Ends it for good: by its stop signal, and after the grace by SIGKILL. */
  async stop(graceSeconds: number): Promise<void> {
    this.#grace = graceSeconds;
    this.#stopping.abort();
    this.#startedOnce.resolve();
    await this.#run?.kill(graceSeconds, this.#farewell());
    await this.#finished;
  }

  /** A stop that is on its way gets less time than it had. */
  hurry(graceSeconds: number): void {
    setTimeout(() => this.#run?.hurry(), graceSeconds * 1000).unref();
  }
}
