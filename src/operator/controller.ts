import type { Announcer } from './report/announcer.ts';
import { ApiFailure, textOf, within } from '../kubernetes/index.ts';
import type { Api, Informer } from '../kubernetes/index.ts';
import { TARGET } from '../messages/operator/index.ts';
import type { Claims } from './kubernetes/claims.ts';
import { monotonic } from './clock.ts';
import { decide } from './decision/decide.ts';
import { answered } from './decision/step.ts';
import type { Log } from './report/log.ts';
import type { Metrics } from './report/metrics.ts';
import { Observer } from './observer.ts';
import { Ownership } from './targets/ownership.ts';
import { WorkQueue } from './queue.ts';
import { words } from './report/report.ts';
import type { Evaluation } from './report/report.ts';
import type { AutoscalerView, DeploymentView } from './kubernetes/resources.ts';
import { scaleTo } from './kubernetes/scale.ts';
import type { PodIndex } from './kubernetes/pods.ts';
import type { LatencySource } from './signal/source.ts';
import { record } from './report/record.ts';
import { blockedStatus, statusOf } from './report/status.ts';
import { TargetStates } from './targets/target-state.ts';
import type { Obstacle } from './targets/obstacle.ts';
import type { Target, Targets } from './targets/targets.ts';

export interface ControllerOptions {
  api: Api;
  targets: Targets;
  deployments: Informer<DeploymentView>;
  autoscalers: Informer<AutoscalerView>;
  /** Undefined if nothing is ever written: then no claims are needed. */
  claims?: Claims | undefined;
  pods: PodIndex;
  signals: LatencySource;
  announcer: Announcer;
  metrics: Metrics;
  log: Log;
  /** Asked before every write. */
  mayWrite: () => boolean;
  /** Seconds of a monotonic clock. */
  clock?: () => number;
  onEvaluation?: ((evaluation: Evaluation) => void) | undefined;
  onObstacle?: ((blocked: BlockedTarget) => void) | undefined;
}

/** A target that cannot be scaled, and why. */
export interface BlockedTarget extends Obstacle {
  key: string;
  namespace: string;
  name: string;
}

/** How long to wait for a fresh view after a conflict. */
const STALE_MS = 5000;

/** Observes, decides, acts: one evaluation of each target in each tick. */
export class Controller {
  readonly #o: ControllerOptions;
  readonly #clock: () => number;
  readonly #states = new TargetStates();
  readonly #observer: Observer;
  readonly #queue: WorkQueue;
  readonly #ownership: Ownership;

  constructor(options: ControllerOptions) {
    this.#o = options;
    this.#clock = options.clock ?? monotonic;
    this.#observer = new Observer(options);
    this.#ownership = new Ownership(options.claims);
    this.#queue = new WorkQueue((key) => this.#reconcile(key));
  }

  /** Queries Prometheus once and enqueues every target; `settled` resolves when they have been evaluated. */
  async tick(): Promise<void> {
    const ended = this.#o.metrics.tick.startTimer();
    const targets = [...this.#o.targets.keys()].map((key) => this.#o.targets.get(key)!);
    this.#o.metrics.targets.set(targets.length);
    this.#ownership.update(targets);
    if (this.#o.mayWrite()) void this.#release(targets);
    await this.#observer.refresh(targets);
    for (const { key } of targets) this.#queue.add(key);
    this.#states.keep((key) => this.#o.targets.get(key) !== undefined);
    void this.settled().then(() => ended());
  }

  /** Resolves when the queue is idle; targets that wait for a retry do not count. */
  settled(): Promise<void> {
    return this.#queue.idle();
  }

  /** Discards all memory: another operator may have acted, so what it has written counts. */
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
      if (target !== undefined) await this.#evaluate(target);
    } catch (error) {
      metrics.errors.inc({ component: 'api' });
      log.warn(textOf(error), { target: key });
      // The view was stale: refresh it before the next decision, but not for ever.
      if (error instanceof ApiFailure && error.status === 409)
        return within(this.#o.deployments.refresh(), STALE_MS);
      // A deleted object needs no retry.
      if (error instanceof ApiFailure && error.status === 404) return;
      throw error;
    } finally {
      ended();
    }
  }

  async #evaluate(target: Target): Promise<void> {
    const now = this.#clock();
    const { obstacle, failure } = await this.#claim(target);
    const deployment = this.#o.deployments.get(target.deployment);
    if (obstacle !== undefined || deployment === undefined || 'invalid' in target.policy)
      return obstacle && this.#block(target, obstacle, now);

    const { policy } = target;
    const { announcer } = this.#o;
    const state = this.#states.of(target, deployment, now);
    const seen = this.#observer.observe(target, deployment, state, now);
    const decision = decide(policy, seen, state.memory, now);
    this.#o.metrics.decisions.inc({ reason: decision.reason });
    const evaluation = {
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
    // Until a step is carried out, only the observation is kept.
    state.memory = decision.observed;
    if (failure !== undefined || !this.#o.mayWrite()) {
      this.#o.onEvaluation?.({ ...evaluation, done: false });
      // Without the claim nothing is written; what is observed meanwhile is kept.
      if (failure !== undefined) throw failure;
      return;
    }
    const steps = decision.replicas !== seen.replicas;
    try {
      if (steps) this.#o.deployments.assume(await scaleTo(this.#o.api, deployment, decision.replicas));
    } catch (error) {
      this.#o.onEvaluation?.({ ...evaluation, done: false });
      const refused = error instanceof ApiFailure && (error.status === 403 || error.status === 422);
      if (refused) await announcer.obstacle(target.about, state, 'ScaleFailed', error.text);
      throw error;
    }
    // From here on the step counts, even if writing the Event or the status fails.
    const byHand = !steps && before.replicas !== undefined && before.replicas !== seen.replicas;
    // It counts from the answer: a slow server must not shorten the cooldown.
    state.memory = steps ? answered(decision.memory, this.#clock()) : decision.memory;
    this.#o.onEvaluation?.({ ...evaluation, done: true });
    if (steps) this.#o.metrics.scalings.inc({ direction: decision.replicas > seen.replicas ? 'up' : 'down' });
    await announcer.announce(target.about, state, seen, decision, { byHand, now });
    const message = String(words(policy, seen, decision));
    const reported = { policy, seen, decision: { ...decision, memory: state.memory }, message };
    const status = statusOf(state.status, target.generation, reported, now);
    await record(this.#o.api, { target, deployment, state, status, now });
  }

  #obstacle(target: Target): Obstacle | undefined {
    if ('invalid' in target.policy) return { reason: 'InvalidPolicy', message: target.policy.invalid };
    if (this.#o.deployments.get(target.deployment) === undefined)
      return {
        reason: 'TargetNotFound',
        message: TARGET.noDeployment({ name: target.deployment.split('/')[1] ?? '' }),
      };
    return this.#ownership.rival(target);
  }

  /** What keeps the target from being scaled, or the failure if its claim could not be written. */
  async #claim(target: Target): Promise<{ obstacle?: Obstacle | undefined; failure?: Error }> {
    const obstacle = this.#obstacle(target);
    const deployment = this.#o.deployments.get(target.deployment);
    if (obstacle !== undefined || deployment === undefined || !this.#o.mayWrite()) return { obstacle };
    try {
      return { obstacle: await this.#ownership.claim(target, deployment) };
    } catch (failure) {
      return { failure: failure as Error };
    }
  }

  /** Retried with the next tick. */
  async #release(targets: Target[]): Promise<void> {
    try {
      await this.#ownership.release(targets);
    } catch (error) {
      this.#o.metrics.errors.inc({ component: 'api' });
      this.#o.log.warn(textOf(error));
    }
  }

  async #block(target: Target, obstacle: Obstacle, now: number): Promise<void> {
    const state = this.#states.idle(target);
    // Whoever scales it now writes the state that counts.
    if (obstacle.reason === 'TargetTaken') state.uid = '';
    const [namespace = '', name = ''] = target.deployment.split('/');
    this.#o.onObstacle?.({ key: target.key, namespace, name, ...obstacle });
    if (!this.#o.mayWrite()) return;
    await this.#o.announcer.obstacle(target.about, state, obstacle.reason, obstacle.message);
    const status = blockedStatus(state.status, target.generation, obstacle, now);
    await record(this.#o.api, { target, state, status, now });
  }
}
