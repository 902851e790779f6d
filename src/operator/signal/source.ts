import { messageOf } from '../errors.ts';
import type { Signal } from '../decision/observation.ts';
import type { PrometheusAddress } from '../decision/policy.ts';
import { Prometheus, addressText } from './prometheus.ts';
import type { Answer } from './query.ts';
import { seriesKey } from './query.ts';
import { signalOf, signalOfQuery } from './reading.ts';
import type { Target } from '../targets.ts';

const keyOf = (address: PrometheusAddress): string => JSON.stringify(address);

type Answered = Answer & { refused: Map<string, string> };

/** The answers of the last tick: one question to each Prometheus, whatever the number of targets. */
export class Signals {
  readonly #open: (address: PrometheusAddress) => Prometheus;
  readonly #observe: (seconds: number, failure?: string) => void;
  readonly #servers = new Map<string, Prometheus>();
  #answers = new Map<string, Answered | { failure: string }>();

  /** @param observe told how long each Prometheus took, and what went wrong */
  constructor(
    open: (address: PrometheusAddress) => Prometheus,
    observe: (seconds: number, failure?: string) => void,
  ) {
    this.#open = open;
    this.#observe = observe;
  }

  async refresh(targets: Target[]): Promise<void> {
    const groups = new Map<string, Target[]>();
    for (const target of targets) {
      const address = keyOf(target.prometheus);
      const group = groups.get(address);
      if (group) group.push(target);
      else groups.set(address, [target]);
    }
    for (const [address, server] of this.#servers)
      if (!groups.has(address) && this.#servers.delete(address)) server.close();
    const answers = await Promise.all(
      [...groups].map(async ([address, group]) => [address, await this.#ask(address, group)] as const),
    );
    this.#answers = new Map(answers);
  }

  /** What is known of a target whose policy has this window and threshold. */
  of(target: Target, window: number, threshold: number, ready: number): Signal {
    const answer = this.#answers.get(keyOf(target.prometheus));
    if (answer === undefined)
      return { state: 'unknown', cause: 'NotMeasuredYet', detail: 'Prometheus has not been asked yet' };
    if ('failure' in answer)
      return { state: 'unknown', cause: 'PrometheusUnreachable', detail: answer.failure };
    if (target.query !== undefined) {
      const why = answer.refused.get(target.key);
      if (why !== undefined) return { state: 'unknown', cause: 'InvalidQuery', detail: why };
      return signalOfQuery(answer.own.get(target.key) ?? []);
    }
    const [namespace = '', workload = ''] = target.deployment.split('/');
    return signalOf(answer.targets.get(seriesKey(window, namespace, workload)), threshold, ready);
  }

  close(): void {
    for (const server of this.#servers.values()) server.close();
  }

  async #ask(address: string, group: Target[]): Promise<Answered | { failure: string }> {
    const server = this.#servers.get(address) ?? this.#open(group[0]!.prometheus);
    this.#servers.set(address, server);
    const namespaces = new Set<string>();
    const windows = new Set<number>();
    const own = new Map<string, string>();
    for (const { key, namespace, policy, query } of group) {
      if ('invalid' in policy) continue;
      if (query !== undefined) own.set(key, query);
      else {
        namespaces.add(namespace);
        windows.add(policy.window);
      }
    }
    const began = performance.now();
    try {
      const answer = await server.ask({ namespaces: [...namespaces], windows: [...windows], own });
      this.#observe((performance.now() - began) / 1000);
      return answer;
    } catch (error) {
      const failure = `${addressText(group[0]!.prometheus)}: ${messageOf(error)}`;
      this.#observe((performance.now() - began) / 1000, failure);
      return { failure };
    }
  }
}
