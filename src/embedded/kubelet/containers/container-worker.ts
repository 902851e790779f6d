/** One container of a pod: pulled, created, started, watched, restarted, stopped. */
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../../containers/index.ts';
import type { Image } from '../../images/index.ts';
import { formatGoDuration, timestamp } from '../../../notation/index.ts';
import { BackoffTimer } from './backoff.ts';
import { containerSpec } from './container-spec.ts';
import type { PodSandbox } from './container-spec.ts';
import { instanceOf, nextContainer } from './container-state.ts';
import type { ContainerEvent, ContainerState } from './container-state.ts';
import { containerStatus } from './container-status.ts';
import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { ImagePull } from './image-pull.ts';
import type { ContainerStatus, PodContainer } from '../pod-types.ts';
import type { PodPort } from '../pods/pod-port.ts';
import { RunningContainer } from './running-container.ts';
import { restoredState } from './restored-state.ts';
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
  /** Ends the loop's waiting; whether the container is to stop is in the state. */
  readonly #stopping = new AbortController();
  readonly #startedOnce = Promise.withResolvers<void>();
  #state: ContainerState;
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
    this.#backoff = new BackoffTimer(context.restartBackoff);
    this.#pull = new ImagePull(context, pod, container, (waiting) =>
      this.#dispatch({ type: 'wait', waiting }),
    );
    this.#state = {
      phase: { type: 'waiting', waiting: { reason: options.waiting } },
      ...restoredState(options.before),
      imageID: '',
      instances: [],
    };
  }

  get state(): ContainerState {
    return this.#state;
  }

  get status(): ContainerStatus {
    return containerStatus(this.container, this.#state);
  }

  get runningId(): string | undefined {
    return instanceOf(this.#state)?.id;
  }

  /** Resolves when the startup probe has passed or there is none: the next containers wait for a sidecar's. */
  get startedOnce(): Promise<void> {
    return this.#startedOnce.promise;
  }

  get #isStopping(): boolean {
    return this.#state.stop !== undefined;
  }

  #dispatch(event: ContainerEvent): void {
    const before = this.status;
    this.#state = nextContainer(this.#state, event);
    const { status } = this;
    if (status.started) this.#startedOnce.resolve();
    // A new image, id or restart count is reported together with the next state.
    const reported = ({ state, started, ready }: ContainerStatus) => ({ state, started, ready });
    if (!isDeepStrictEqual(reported(before), reported(status))) this.#pod.report(status);
  }

  /** Resolves when the container will not run again. */
  run(sandbox: PodSandbox): Promise<void> {
    this.#finished = this.#loop(sandbox);
    return this.#finished;
  }

  async #loop(sandbox: PodSandbox): Promise<void> {
    while (!this.#isStopping) {
      const image = await this.#pull.wait(this.#stopping.signal);
      if (image === undefined) return;
      this.#dispatch({ type: 'pulled', imageID: image.id });
      const id = await this.#create(sandbox, image);
      if (id !== undefined) await this.#supervise(id, sandbox, image);
      const { phase } = this.#state;
      if (this.#isStopping || phase.type !== 'terminated' || !this.#restarts(phase.end.exitCode)) return;
      await this.#waitForRestart(phase.endedAt);
    }
  }

  #restarts(exitCode: number): boolean {
    return this.#policy === 'Always' || (this.#policy === 'OnFailure' && exitCode !== 0);
  }

  async #waitForRestart(endedAt: number): Promise<void> {
    const { now } = this.#context;
    const { waitMs, delayMs } = this.#backoff.remaining(endedAt, now());
    if (waitMs > 0) {
      const { metadata } = this.#pod.pod();
      const { name } = this.container;
      const pod = `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
      const message = `back-off ${formatGoDuration(delayMs)} restarting failed container=${name} pod=${pod}`;
      this.#dispatch({ type: 'back-off', message });
      this.#pod.event('Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${pod}`);
      await this.#pause(waitMs);
    }
    if (this.#isStopping) return;
    this.#backoff.next(endedAt, now());
    this.#dispatch({ type: 'restart' });
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  /** @returns undefined if it is to stop, or could not be started and is therefore terminated */
  async #create(sandbox: PodSandbox, image: Image): Promise<string | undefined> {
    let lastMessage = '';
    while (!this.#isStopping) {
      try {
        return await this.#createOnce(sandbox, image);
      } catch (error) {
        if (error instanceof StartError) {
          this.#failedToStart(error);
          return undefined;
        }
        const { message } = error as Error;
        const reason = error instanceof ConfigError ? 'CreateContainerConfigError' : 'CreateContainerError';
        this.#dispatch({ type: 'wait', waiting: { reason, message } });
        if (message !== lastMessage) this.#pod.event('Warning', 'Failed', `Error: ${message}`);
        lastMessage = message;
        await this.#pause(CONFIG_RETRY_MS);
      }
    }
    return undefined;
  }

  async #createOnce(sandbox: PodSandbox, image: Image): Promise<string> {
    const { runtime } = this.#context;
    const { name } = this.container;
    const { restartCount, instances } = this.#state;
    const pod = this.#pod.pod();
    const messageFile = makeMessageFile(this.#pod.folder, this.container, restartCount);
    const spec = containerSpec(this.#context, pod, sandbox, this.container, image, restartCount, messageFile);
    const leftover = runtime.get(spec.name);
    if (leftover) await runtime.remove(leftover.id, true);
    const { id } = await runtime.create(spec);
    this.#dispatch({ type: 'created', id });
    const outdated = instances.filter((one) => !this.#state.instances.includes(one));
    for (const one of outdated) await runtime.remove(one, true);
    this.#pod.event('Normal', 'Created', `Created container: ${name}`);
    await runtime.start(id);
    this.#pod.event('Normal', 'Started', `Started container ${name}`);
    return id;
  }

  #failedToStart({ message }: StartError): void {
    const oci = `failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${message}: unknown`;
    const text = `failed to create containerd task: ${oci}`;
    this.#pod.event('Warning', 'Failed', `Error: ${text}`);
    const now = this.#context.now();
    const times = { startedAt: timestamp(now), finishedAt: timestamp(now) };
    const end = { exitCode: 128, reason: 'StartError', message: text, ...times };
    this.#dispatch({ type: 'terminated', end, at: now });
  }

  async #supervise(id: string, { addresses }: PodSandbox, image: Image): Promise<void> {
    const { container } = this;
    const { restartCount } = this.#state;
    const instance = new RunningContainer(
      this.#context,
      this.#pod,
      { container, id, image, restartCount, podIP: addresses.podIP },
      {
        running: (startedAt) => this.#dispatch({ type: 'running', startedAt }),
        started: () => this.#dispatch({ type: 'probed', health: 'unready' }),
        ready: (ready) => this.#dispatch({ type: 'probed', health: ready ? 'ready' : 'unready' }),
      },
    );
    this.#dispatch({ type: 'started', instance });
    const ended = instance.supervise();
    const { stop } = this.#state;
    if (stop) void instance.kill(stop.graceSeconds, this.#killingMessage());
    else void instance.begin();
    const end = await ended;
    this.#dispatch({ type: 'terminated', end, at: this.#context.now() });
  }

  #killingMessage(): string {
    return `Stopping container ${this.container.name}`;
  }

  /** Stops it for good: with its stop signal, and with SIGKILL after the grace period. */
  async stop(graceSeconds: number): Promise<void> {
    this.#dispatch({ type: 'stop', graceSeconds });
    this.#stopping.abort();
    this.#startedOnce.resolve();
    await instanceOf(this.#state)?.kill(graceSeconds, this.#killingMessage());
    await this.#finished;
  }

  /** Shortens the grace period of a stop that has begun. */
  shortenGracePeriod(graceSeconds: number): void {
    setTimeout(() => instanceOf(this.#state)?.killNow(), graceSeconds * 1000).unref();
  }
}
