import type { Announcer, Told } from './report/announcer.ts';
import { ApiFailure } from './kubernetes/api.ts';
import type { Api } from './kubernetes/api.ts';
import { decide } from './decision/decide.ts';
import { messageOf } from './errors.ts';
import type { Informer } from './kubernetes/informer.ts';
import type { Log } from './report/log.ts';
import { remember } from './decision/memory.ts';
import type { Memory } from './decision/memory.ts';
import type { Metrics } from './report/metrics.ts';
import type { Observation, Signal } from './decision/observation.ts';

import { WorkQueue } from './queue.ts';
import { words } from './report/report.ts';
import type { Look } from './report/report.ts';
import type { PodIndex } from './kubernetes/pods.ts';
import type { AutoscalerView, DeploymentView, ScalerStatus } from './kubernetes/resources.ts';
import { scaleTo } from './kubernetes/scale.ts';
import { NO_REQUESTS } from './signal/requests.ts';
import type { LatencySource } from './signal/source.ts';
import { hindered, memoryOf, statusOf, worthWriting, writeNote, writeStatus } from './report/status.ts';
import type { Obstacle } from './report/status.ts';
import type { Target, Targets } from './targets.ts';

export interface ControllerOptions {
  api: Api;
  targets: Targets;
  deployments: Informer<DeploymentView>;
  autoscalers: Informer<AutoscalerView>;
  pods: PodIndex;
  signals: LatencySource;
  announcer: Announcer;
  metrics: Metrics;
  log: Log;
  /** Asked before every write. */
  mayWrite: () => boolean;
  /** Seconds since the epoch. */
  clock?: () => number;
  onLook?: (look: Look) => void;
}

/** What is kept of a target from look to look. */
interface State extends Told {
  /** Of the Deployment: a new one of the same name is another one. */
  uid: string;
  memory: Memory;
  /** As last written, or as found. */
  status: ScalerStatus;
  writtenAt?: number;
  /** The tick whose fresh requests it has had. */
  observedIn?: number;
}

/** Observes, decides, acts: one look at each target a tick. */
export class Controller {
  readonly #o: ControllerOptions;
  readonly #clock: () => number;
  readonly #states = new Map<string, State>();
  readonly #queue: WorkQueue;
  /** Which scaler each Deployment belongs to in this tick. */
  #owners = new Map<string, string>();
  #autoscaled = new Map<string, string>();
  #tick = 0;

  constructor(options: ControllerOptions) {
    this.#o = options;
    this.#clock = options.clock ?? (() => Date.now() / 1000);
    this.#queue = new WorkQueue((key) => this.#reconcile(key));
  }

  /** Asks Prometheus once and has every target looked at; `settled` tells when that has led to its end. */
  async tick(): Promise<void> {
    const ended = this.#o.metrics.tick.startTimer();
    const targets = [...this.#o.targets.keys()].map((key) => this.#o.targets.get(key)!);
    this.#o.metrics.targets.set(targets.length);
    this.#owners = owners(targets);
    this.#autoscaled = new Map([...this.#o.autoscalers.list()].map(({ target, name }) => [target, name]));
    await this.#o.signals.refresh(targets);
    this.#tick++;
    for (const { key } of targets) this.#queue.add(key);
    for (const key of this.#states.keys())
      if (this.#o.targets.get(key) === undefined) this.#states.delete(key);
    void this.settled().then(() => ended());
  }

  /** Resolves when all that could be done is done; what waits for another try does not count. */
  settled(): Promise<void> {
    return this.#queue.idle();
  }

  /** Another operator may have acted meanwhile: what counts is what it has written down. */
  forget(): void {
    this.#states.clear();
  }

  stop(): Promise<void> {
    return this.#queue.stop();
  }

  async #reconcile(key: string): Promise<void> {
    const ended = this.#o.metrics.reconcile.startTimer();
    const { log, metrics } = this.#o;
    try {
      const target = this.#o.targets.get(key);
      if (target !== undefined) await this.#look(target);
    } catch (error) {
      metrics.errors.inc({ component: 'api' });
      log.warn(messageOf(error), { target: key });
      // Our view was old: see what is there now. The next tick decides upon that.
      if (error instanceof ApiFailure && error.status === 409) return this.#o.deployments.relist();
      // What is gone needs no second try.
      if (error instanceof ApiFailure && error.status === 404) return;
      throw error;
    } finally {
      ended();
    }
  }

  async #look(target: Target): Promise<void> {
    const now = this.#clock();
    const deployment = this.#o.deployments.get(target.deployment);
    const obstacle = this.#obstacle(target, deployment);
    if (obstacle !== undefined || deployment === undefined || 'invalid' in target.policy)
      return obstacle && this.#hinder(target, obstacle, now);

    const { policy } = target;
    const { announcer } = this.#o;
    const state = this.#stateOf(target, deployment);
    const seen = this.#observe(target, deployment, state, now);
    const decision = decide(policy, seen, state.memory, now);
    this.#o.metrics.decisions.inc({ reason: decision.reason });
    const look = {
      key: target.key,
      namespace: deployment.namespace,
      name: deployment.name,
      policy,
      seen,
      before: state.memory,
      decision,
      now,
    };

    const { memory: before } = state;
    // As long as nothing is done, nothing is started either, but what was seen is kept.
    state.memory = remember(policy, seen, before, now);
    if (!this.#o.mayWrite()) return this.#o.onLook?.({ ...look, done: false });
    const stepped = decision.replicas !== seen.replicas;
    try {
      if (stepped) this.#o.deployments.assume(await scaleTo(this.#o.api, deployment, decision.replicas));
    } catch (error) {
      this.#o.onLook?.({ ...look, done: false });
      const refused = error instanceof ApiFailure && (error.status === 403 || error.status === 422);
      if (refused) await announcer.obstacle(target.about, state, 'ScaleFailed', error.message);
      throw error;
    }
    // From here on the step counts, whatever becomes of the Event and the status.
    const byHand = !stepped && before.replicas !== undefined && before.replicas !== seen.replicas;
    state.memory = decision.memory;
    this.#o.onLook?.({ ...look, done: true });
    if (stepped)
      this.#o.metrics.scalings.inc({ direction: decision.replicas > seen.replicas ? 'up' : 'down' });
    await announcer.look(target.about, state, seen, decision, { byHand, now });
    await this.#write(
      target,
      deployment,
      state,
      statusOf(
        state.status,
        target.generation,
        { policy, seen, decision, message: words(decision, seen.signal) },
        now,
      ),
      now,
    );
  }

  #obstacle(target: Target, deployment: DeploymentView | undefined): Obstacle | undefined {
    const owner = this.#owners.get(target.deployment);
    if ('invalid' in target.policy) return { reason: 'InvalidPolicy', message: target.policy.invalid };
    if (deployment === undefined)
      return {
        reason: 'TargetNotFound',
        message: `there is no Deployment ${target.deployment.split('/')[1]}`,
      };
    if (owner !== undefined && owner !== target.key)
      return {
        reason: 'TargetTaken',
        message: `LatencyScaler ${owner.split('/')[1]} scales the same Deployment`,
      };
    return undefined;
  }

  async #hinder(target: Target, obstacle: Obstacle, now: number): Promise<void> {
    const state = this.#states.get(target.key) ?? { uid: '', memory: {}, status: target.status };
    this.#states.set(target.key, state);
    if (!this.#o.mayWrite()) return;
    if (obstacle.reason !== 'TargetTaken')
      await this.#o.announcer.obstacle(target.about, state, obstacle.reason, obstacle.message);
    await this.#write(
      target,
      undefined,
      state,
      hindered(state.status, target.generation, obstacle, now),
      now,
    );
  }

  #stateOf(target: Target, { uid }: DeploymentView): State {
    const known = this.#states.get(target.key);
    if (known?.uid === uid) return known;
    // The first look, or a new Deployment under the old name, which has no past.
    const past = known === undefined || known.uid === '' ? memoryOf(target.status) : {};
    const state: State = { uid, memory: past, status: known?.status ?? target.status };
    this.#states.set(target.key, state);
    return state;
  }

  #observe(target: Target, deployment: DeploymentView, state: State, now: number): Observation {
    const { uid, replicas, ready, rollingOut, revision } = deployment;
    const autoscaler = this.#autoscaled.get(target.deployment);
    const startup = this.#o.pods.startup(uid);
    const { settledAt = -Infinity } = state.memory as { settledAt?: number };
    const signal = this.#o.signals.of(target, Math.max(0, now - settledAt));
    // A second try in the same tick sees the same requests: they are not to be counted twice.
    const seenBefore = state.observedIn === this.#tick;
    state.observedIn = this.#tick;
    return {
      replicas,
      ready,
      rollingOut,
      revision,
      ...(startup === undefined ? {} : { startup }),
      ...(autoscaler === undefined ? {} : { autoscaler }),
      signal: seenBefore ? withoutFresh(signal) : signal,
    };
  }

  async #write(
    target: Target,
    deployment: DeploymentView | undefined,
    state: State,
    status: ScalerStatus,
    now: number,
  ): Promise<void> {
    if (target.scaler !== undefined) {
      if (!worthWriting(state.status, status, state.writtenAt, now)) return;
      await writeStatus(this.#o.api, target.scaler, status);
    } else if (deployment !== undefined) {
      const { desiredReplicas, lastScaleTime } = state.status;
      if (
        status.lastScaleTime === undefined ||
        (lastScaleTime === status.lastScaleTime && desiredReplicas === status.desiredReplicas)
      )
        return;
      await writeNote(this.#o.api, deployment, status);
    }
    state.status = status;
    state.writtenAt = now;
  }
}

const withoutFresh = (signal: Signal): Signal =>
  signal.state === 'counted' ? { ...signal, fresh: NO_REQUESTS, freshSeconds: 0 } : signal;

/** Of several scalers of one Deployment the oldest has it. */
function owners(targets: Target[]): Map<string, string> {
  const first = new Map<string, Target>();
  for (const target of targets) {
    const other = first.get(target.deployment);
    if (other === undefined || ageOf(target) < ageOf(other)) first.set(target.deployment, target);
  }
  return new Map([...first].map(([deployment, { key }]) => [deployment, key]));
}

const ageOf = ({ scaler, key }: Target): string => `${scaler?.createdAt ?? ''} ${key}`;
