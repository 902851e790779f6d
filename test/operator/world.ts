import { KubeConfig } from '@kubernetes/client-node';
import { runOperator } from '../../src/operator/index.ts';
import type { Evaluation, OperatorOptions } from '../../src/operator/index.ts';
import type { ScalerSpec } from '../../src/operator/decision/policy.ts';
import type { ScalerStatus } from '../../src/operator/kubernetes/resources.ts';
import type { KubeObject } from '../../src/embedded/apiserver/types.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { CounterModel, Latencies } from './counter-model.ts';
import { isCounters } from './prometheus-server.ts';
import type { Query, Samples, ScriptedPrometheus } from './prometheus-server.ts';

type May<T> = T | Promise<T>;
export type Kind = 'deployment' | 'scaler' | 'autoscaler';

/** A real API server behind a fault proxy, a scripted Prometheus, and Deployments with pods that become ready. */
export interface World {
  proxy: FaultProxy;
  prometheus: ScriptedPrometheus;
  namespace: string;
  /** For kubeconfigs of processes; goes with the world. */
  folder: string;
  /** What Prometheus says of a Deployment from now on; undefined: nothing. */
  latency: Latencies;
  /** What Prometheus says when it is well. */
  samples: (query: Query) => May<Samples>;
  /** So many pods of each Deployment are not scraped. */
  unscraped: (pods: number) => void;
  run: (options?: Partial<OperatorOptions>) => Running;
  replicas: (name?: string) => May<number>;
  status: (name?: string) => May<ScalerStatus>;
  events: (reason?: string) => May<KubeObject[]>;
  /** Who holds the operator's lease. */
  holder: () => May<string>;
  createDeployment: (name?: string, more?: object) => May<unknown>;
  createScaler: (name?: string, more?: ScalerSpec) => May<unknown>;
  /** An HPA for the Deployment kad. */
  createAutoscaler: () => May<unknown>;
  /** Somebody else asks for a number, or gives the Deployment another label `app`. */
  scaleByHand: (replicas: number, name?: string) => May<unknown>;
  relabel: (app: string, name?: string) => May<unknown>;
  remove: (kind: Kind, name?: string) => May<unknown>;
  close: () => Promise<void>;
}

/** What the talk asks for, only quicker. */
export const spec: ScalerSpec = {
  scaleTargetRef: { kind: 'Deployment', name: 'kad' },
  minReplicas: 1,
  maxReplicas: 5,
  maxStep: 1,
  thresholdMilliseconds: 500,
  objective: 0.9,
  windowSeconds: 2,
  cooldownSeconds: 2,
  scaleDownStabilizationSeconds: 2,
};

export const deploymentOf = (namespace: string, name: string, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace, labels: { app: name } },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'main', image: 'busybox:1', command: ['sleep', '3600'] }],
      },
    },
    ...more,
  },
});

export const scalerOf = (namespace: string, name: string, more: ScalerSpec) => ({
  apiVersion: 'pycont.dev/v1alpha1',
  kind: 'LatencyScaler',
  metadata: { name, namespace },
  spec: { ...spec, ...more },
});

export const autoscalerOf = (namespace: string) => ({
  apiVersion: 'autoscaling/v1',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'hpa', namespace },
  spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'kad' } },
});

/** The app that Deployments run, as Prometheus sees it. */
export function measured(namespace: string) {
  const latency = new Latencies();
  const model = new CounterModel(latency, 0.5);
  let unscraped = 0;
  return {
    latency,
    unscraped: (pods: number) => void (unscraped = pods),
    /** @param podsOf names of the pods of a Deployment that serve */
    samples:
      (podsOf: (deployment: string) => May<string[]>) =>
      async (query: Query): Promise<Samples> => {
        if (!isCounters(query)) return [];
        const now = Date.now() / 1000;
        const each = [...latency.keys()].map(async (name) => {
          const pods = await podsOf(name);
          return model.samples(namespace, name, pods.slice(0, pods.length - unscraped), now, query.time);
        });
        return (await Promise.all(each)).flat();
      },
  };
}

export interface Running {
  evaluations: Evaluation[];
  warnings: string[];
  /** Resolves with what the operator ended with: undefined, or its error. */
  ended: Promise<unknown>;
  stop: () => Promise<unknown>;
}

/** Runs operators in this process, through the proxy. */
export function operators(proxy: FaultProxy, namespace: string) {
  const running = new Set<Running>();
  const load = (): KubeConfig => {
    const config = new KubeConfig();
    config.loadFromString(proxy.kubeconfig(undefined, namespace));
    return config;
  };
  return {
    run(options: Partial<OperatorOptions> = {}): Running {
      const stop = new AbortController();
      const evaluations: Evaluation[] = [];
      const warnings: string[] = [];
      const ended = runOperator({
        kube: { load, namespace, inCluster: false },
        intervalMs: 50,
        leaderElection: false,
        log: { info: () => {}, warn: (message) => void warnings.push(String(message)) },
        onEvaluation: (evaluation) => void evaluations.push(evaluation),
        signal: stop.signal,
        ...options,
      }).then(
        () => undefined,
        (error: unknown) => error,
      );
      const one: Running = {
        evaluations,
        warnings,
        ended,
        stop() {
          stop.abort();
          running.delete(one);
          return ended;
        },
      };
      running.add(one);
      return one;
    },
    stopAll: (): Promise<unknown> => Promise.all([...running].map((each) => each.stop())),
  };
}
