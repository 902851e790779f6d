import type { Observation, Signal } from './decision/observation.ts';
import type { Informer } from '../kubernetes/index.ts';
import type { PodIndex } from './kubernetes/pods.ts';
import type { AutoscalerView, DeploymentView } from './kubernetes/resources.ts';
import { NO_REQUESTS } from './signal/requests.ts';
import type { LatencySource } from './signal/source.ts';
import type { TargetState } from './targets/target-state.ts';
import type { Target } from './targets/targets.ts';

export interface ObserverOptions {
  autoscalers: Informer<AutoscalerView>;
  pods: PodIndex;
  signals: LatencySource;
}

/** Composes the observation of a target: its replicas, pods and latency, and other autoscalers. */
export class Observer {
  readonly #o: ObserverOptions;
  #autoscaled = new Map<string, string>();
  #tick = 0;

  constructor(options: ObserverOptions) {
    this.#o = options;
  }

  /** Queries each Prometheus once. */
  async refresh(targets: Target[]): Promise<void> {
    this.#autoscaled = new Map([...this.#o.autoscalers.list()].map(({ target, name }) => [target, name]));
    await this.#o.signals.refresh(targets);
    this.#tick++;
  }

  observe(target: Target, deployment: DeploymentView, state: TargetState, now: number): Observation {
    const { uid, replicas, ready, rollingOut, revision } = deployment;
    const autoscaler = this.#autoscaled.get(target.deployment);
    const startup = this.#o.pods.startup(uid);
    const signal = this.#o.signals.of(target, Math.max(0, now - (state.memory.settledAt ?? -Infinity)));
    // A retry in the same tick sees the same requests: they must not be counted twice.
    const again = state.observedIn === this.#tick;
    state.observedIn = this.#tick;
    return {
      replicas,
      ready,
      rollingOut,
      revision,
      ...(startup === undefined ? {} : { startup }),
      ...(autoscaler === undefined ? {} : { autoscaler }),
      signal: again ? withoutFresh(signal) : signal,
    };
  }
}

const withoutFresh = (signal: Signal): Signal =>
  signal.state === 'counted' ? { ...signal, fresh: NO_REQUESTS, freshSeconds: 0 } : signal;
