/** One running instance of a container: its hooks, its probes, its termination. */
import { timestamp } from '../../../notation/index.ts';
import type { Image } from '../../images/index.ts';
import type { Instance } from './container-state.ts';
import type { Context } from '../context.ts';
import { runHandler } from '../probes/handlers.ts';
import type { HandlerTarget } from '../probes/handlers.ts';
import type { PodContainer, Terminated } from '../pod-types.ts';
import type { PodPort } from '../pods/pod-port.ts';
import { runProbes } from '../probes/prober.ts';
import { readMessage } from './termination-message.ts';

/** Left for the stop signal if the preStop hook used up the grace period. */
const MINIMUM_GRACE_SECONDS = 2;
const FOREVER_MS = 2 ** 31 - 1;

interface InstanceParts {
  container: PodContainer;
  /** In the runtime. */
  id: string;
  image: Image;
  restartCount: number;
  podIP: string;
}

export interface InstanceEvents {
  running(startedAt: string): void;
  started(): void;
  ready(ready: boolean): void;
}

export class RunningContainer implements Instance {
  readonly id: string;
  readonly #context: Context;
  readonly #pod: PodPort;
  readonly #instance: InstanceParts;
  readonly #events: InstanceEvents;
  readonly #target: HandlerTarget;
  readonly #probes = new AbortController();
  readonly #killedNow = new AbortController();
  readonly #ended = Promise.withResolvers<void>();
  #over = false;

  constructor(context: Context, pod: PodPort, instance: InstanceParts, events: InstanceEvents) {
    const { runtime, network } = context;
    const { container, id, podIP } = instance;
    this.id = id;
    this.#context = context;
    this.#pod = pod;
    this.#instance = instance;
    this.#events = events;
    this.#target = { container, containerId: id, podIP, runtime, network };
  }

  /** Resolves when it has terminated. */
  async supervise(): Promise<Terminated> {
    const { exitCode } = await this.#context.runtime.wait(this.id);
    this.#over = true;
    this.#probes.abort();
    this.#ended.resolve();
    return this.#ending(exitCode);
  }

  /** postStart first, because a container is running only after it; then the probes. */
  async begin(): Promise<void> {
    const { container } = this.#instance;
    const state = this.#context.runtime.get(this.id)?.state;
    const startedAt = state?.phase === 'running' ? Date.parse(state.startedAt) : this.#context.now();
    const { postStart } = container.lifecycle ?? {};
    if (postStart) {
      const hook = await Promise.race([runHandler(postStart, this.#target, FOREVER_MS), this.#ended.promise]);
      if (hook?.ok === false) {
        this.#pod.event('Warning', 'FailedPostStartHook', `PostStartHook failed: ${hook.message}`);
        await this.kill(this.#podGrace(), 'FailedPostStartHook');
      }
    }
    if (this.#over || this.#probes.signal.aborted) return;
    this.#events.running(timestamp(startedAt));
    await runProbes(
      this.#target,
      {
        started: () => this.#events.started(),
        ready: (ready) => this.#events.ready(ready),
        unhealthy: (message) => this.#pod.event('Warning', 'Unhealthy', message),
        giveUp: (kind, probe) => {
          const grace = probe.terminationGracePeriodSeconds ?? this.#podGrace();
          void this.kill(grace, `Container ${container.name} failed ${kind} probe, will be restarted`);
        },
      },
      this.#probes.signal,
    );
  }

  #podGrace(): number {
    return this.#pod.pod().spec.terminationGracePeriodSeconds ?? 30;
  }

  /** The preStop hook, the stop signal, and SIGKILL after the grace period. */
  async kill(graceSeconds: number, message: string): Promise<void> {
    if (this.#over) return;
    this.#probes.abort();
    this.#pod.event('Normal', 'Killing', message);
    const { container, image } = this.#instance;
    const { preStop } = container.lifecycle ?? {};
    let left = graceSeconds;
    if (preStop && graceSeconds > 0) {
      const began = this.#context.now();
      const hook = await Promise.race([
        runHandler(preStop, this.#target, graceSeconds * 1000, this.#killedNow.signal),
        this.#ended.promise,
      ]);
      if (hook?.ok === false) {
        this.#pod.event('Warning', 'FailedPreStopHook', `PreStopHook failed: ${hook.message}`);
      }
      left = Math.max(graceSeconds - (this.#context.now() - began) / 1000, MINIMUM_GRACE_SECONDS);
    }
    if (!this.#over) await this.#context.runtime.stop(this.id, left, image.config.stopSignal);
  }

  /** Ends the grace period: SIGKILL. */
  killNow(): void {
    this.#killedNow.abort();
    if (!this.#over) void this.#context.runtime.signal(this.id, 'SIGKILL').catch(() => {});
  }

  async #ending(exitCode: number): Promise<Terminated> {
    const { runtime, now } = this.#context;
    const { container, restartCount } = this.#instance;
    const state = runtime.get(this.id)?.state;
    const times = state?.phase === 'exited' ? state : undefined;
    const at = (time: string | undefined) => timestamp(time ? Date.parse(time) : now());
    const message = await readMessage(this.#pod.folder, container, restartCount, () =>
      exitCode === 0 ? undefined : runtime.logs(this.id, { tailLines: 80 }),
    );
    return {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      ...(message ? { message } : {}),
      startedAt: at(times?.startedAt),
      finishedAt: at(times?.finishedAt),
      containerID: `pycont://${this.id}`,
    };
  }
}
